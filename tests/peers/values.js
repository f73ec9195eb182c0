/*
 * JSON values that keep the spelling of their numbers, which JavaScript forgets: a number
 * is a Spelled, and all else what JSON.parse() would make of it.
 */
'use strict';

class Spelled {
	constructor(text) {
		this.text = text;
	}
}

const number = text => new Spelled(text);
const isObject = value => typeof value === 'object' && value !== null &&
	!Array.isArray(value) && !(value instanceof Spelled);
const isTree = value => Array.isArray(value) || isObject(value);

function write(value) {
	if (value instanceof Spelled)
		return value.text;
	if (Array.isArray(value))
		return '[' + value.map(write).join(',') + ']';
	if (isObject(value))
		return '{' + Object.entries(value).map(([name, member]) =>
			JSON.stringify(name) + ':' + write(member)).join(',') + '}';
	return JSON.stringify(value);
}

/*
 * A number as the whole number [digits, exponent], exactly: digits times ten to the
 * power of the exponent.
 */
function exact(spelled) {
	const [, sign, whole, fraction = '', exponent = '0'] =
		/^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(spelled.text);
	return [BigInt(sign + whole + fraction), Number(exponent) - fraction.length];
}

// Two of them as whole numbers of one unit.
function scaled(a, b) {
	const [x, ex] = exact(a), [y, ey] = exact(b), least = Math.min(ex, ey);
	return [x * 10n ** BigInt(ex - least), y * 10n ** BigInt(ey - least)];
}

function isMultiple(value, divisor) {
	const [x, y] = scaled(value, divisor);
	return x % y === 0n;
}

module.exports = {Spelled, number, isObject, isTree, write, scaled, isMultiple};
