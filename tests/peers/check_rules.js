/*
 * Where a peer is known not to do what JSON Schema 2020-12 says: for the smallest pair on
 * which it disagrees, what has to be in that, and the section that the peer leaves. A rule
 * counts only where no other peer is on the side of the one it is about, but for those
 * that find the right verdict themselves.
 */
'use strict';

const {Spelled, isTree, isMultiple, scaled} = require('./values.js');

// Everything in a tree, with the words it stands below.
function* walk(tree, word = '') {
	yield [word, tree];
	if (isTree(tree)) {
		for (const [key, inner] of Object.entries(tree))
			yield* walk(inner, Array.isArray(tree) ? word : key);
	}
}

const some = (tree, test) => [...walk(tree)].some(([word, inner]) => test(word, inner));
const has = (schema, ...words) => words.every(w => some(schema, word => word === w));
const evaluates = schema => has(schema, 'unevaluatedItems') || has(schema, 'unevaluatedProperties');
const numbers = tree => [...walk(tree)].filter(([, inner]) => inner instanceof Spelled);

// nobody else says what the peer says
const alone = (verdicts, peer) => Object.entries(verdicts).every(([name, verdict]) =>
	name === peer || typeof verdict !== 'boolean' || verdict === verdicts.rtok);

// a multiple by its digits and none by doubles, or the other way round
const rounds = (schema, value) => numbers(schema).some(([word, divisor]) =>
	word === 'multipleOf' && numbers(value).some(([, x]) => {
		const quotient = Number(x.text) / Number(divisor.text);
		return Number.isInteger(quotient) !== isMultiple(x, divisor) || Math.abs(quotient) > 2 ** 53;
	}));

function isDouble(spelled) {
	const double = Number(spelled.text);
	if (!Number.isFinite(double))
		return false;
	const [x, y] = scaled(spelled, new Spelled(Number.isInteger(double) ?
		String(BigInt(double)) : String(double)));
	return x === y;
}

const beyond = (...trees) => trees.some(tree => numbers(tree).some(([, n]) => !isDouble(n)));

module.exports = [
	...['ajv', 'jsonschema'].flatMap(peer => [
		{peer, words: 'divides doubles', section: 'Validation 6.2.1', explains: rounds},
		{peer, words: 'compares doubles', section: 'Core 4.2.2',
			explains: (schema, value) => beyond(schema, value)},
	]),
	{peer: 'ajv', words: 'requires no member with an empty name', section: 'Validation 6.5.3',
		explains: (schema, value, v) => alone(v, 'ajv') && some(schema, (word, inner) => inner === '')},
	{peer: 'ajv', words: 'forgets what "if" has evaluated', section: 'Core 10.2.2.1',
		explains: (schema, value, v) => alone(v, 'ajv') && has(schema, 'if') && evaluates(schema)},
	{peer: 'ajv', words: 'has other items than those that "contains" matches evaluated',
		section: 'Core 10.3.1.3',
		explains: (schema, value, v) => alone(v, 'ajv') && has(schema, 'contains', 'unevaluatedItems')},
	{peer: 'ajv', words: 'does not find every "$dynamicAnchor"', section: 'Core 8.2.3.2',
		explains: (schema, value, v) => alone(v, 'ajv') && has(schema, '$dynamicRef')},
	{peer: 'ajv', words: 'takes "contains" for true in an empty array',
		section: 'Core 10.3.1.3',
		explains: (schema, value, v) => alone(v, 'ajv') && has(schema, 'contains') &&
			some(value, (word, inner) => Array.isArray(inner) && !inner.length)},
	{peer: 'ajv', words: 'forgets "uniqueItems" beside "prefixItems"', section: 'Validation 6.4.3',
		explains: (schema, value, v) => alone(v, 'ajv') && has(schema, 'uniqueItems', 'prefixItems')},
	{peer: 'ajv', words: 'mistakes what a branch has evaluated, of which another one fails',
		section: 'Core 7.7.1.2',
		explains: (schema, value, v) => alone(v, 'ajv') && evaluates(schema) &&
			(has(schema, 'anyOf') || has(schema, 'oneOf'))},
	{peer: 'jsonschema', words: 'takes an empty schema for none', section: 'Core 11.3',
		explains: (schema, value, v) => evaluates(schema) &&
			some(schema, (word, inner) => isTree(inner) && !Object.keys(inner).length)},
	{peer: 'jsonschema', words: 'does not find every "$dynamicAnchor"', section: 'Core 8.2.3.2',
		explains: (schema, value, v) => alone(v, 'jsonschema') && has(schema, '$dynamicRef')},
	{peer: 'jsonschema', words: 'takes the "$anchor" of another resource for one of this',
		section: 'Core 8.2.2',
		explains: schema => has(schema, '$dynamicRef', '$id', '$anchor')},
];
