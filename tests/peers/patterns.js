/*
 * Random patterns and subjects, with what Node's RegExp says of them under the u flag:
 *   node patterns.js COUNT SEED
 * One line of JSON for each pattern:
 *   {"pattern": "...", "strict": (Node takes it), "subjects": [...], "matches": [...]}
 * where "matches" has true or false for each subject. For a pattern that Node does not
 * take it is empty; where Node does not come to an end, "subjects" is empty too. A line
 * has "inside", as long as "matches", where V8 begins a match between the halves of a
 * surrogate pair and there is no other: ECMA-262 never looks there, because
 * AdvanceStringIndex steps over the pair.
 */
'use strict';

const vm = require('vm');
const {seed, below, oneIn, pick, times, draw} = require('./chance.js');

const SUBJECTS = 14; // for each pattern
const DEPTH = 4; // of groups
// Node has no limit of steps, so few may need many.
const LOOPS = 2; // one inside the other
const LENGTH = 80; // of a pattern
const PATIENCE = 1000; // milliseconds for a pattern
const LINES = 1000; // in a write

// ---- words: no character here is younger than Unicode 14, which PCRE2 10.42 knows ----

const literals = [...'aaaabbbbc11A_-/ \n\u2028éß\u0130🐲'];
const characters = [...'aaabbbc11A_-/.x \n\u2028\0\u0001\u00a0éß\u0130α٣',
	'\ud7ff', '\ue000', '🐲', '\u{10ffff}'];
const escapes = ['\\t', '\\n', '\\v', '\\0', '\\x61', '\\u0061', '\\u{61}', '\\u{1f432}',
	'\\ud83d\\udc32', '\\ud83d', '\\udc32', '\\u{10ffff}', '\\cA', '\\cj', '\\.', '\\/', '\\$',
	'\\^', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\p{L}', '\\P{Lu}', '\\p{Nd}',
	'\\p{Letter}', '\\p{ASCII}', '\\p{Script=Greek}'];
const rangeStarts = ['a', '0', 'A', ' ', '!', 'é', '\\x00', '\\u0041', '\\ud000', '\\udc00',
	'\\u{0}'];
const rangeEnds = ['c', '9', 'z', '~', '🐲', '\\ue000', '\\udfff', '\\u{ffff}', '\\u{10ffff}'];
const properties = ['L', 'Lu', 'Letter', 'digit', 'punct', 'cntrl', 'LC', 'Cased_Letter',
	'Zs', 'Cs', 'Cn', 'C', 'gc=L', 'General_Category=Nd', 'Any', 'Assigned', 'ASCII',
	'Alphabetic', 'Emoji', 'White_Space', 'space', 'sc=Latin', 'scx=Hira', 'sc=Common',
	'Script=Grek', 'sc=Zzzz', 'sc=Qaai', 'ID_Start', 'Lowercase', 'Upper', 'XIDC', 'RI',
	'Hex', 'AHex', 'ExtPict', 'NChar'];
const badProperties = ['gc=Foo', 'latin', 'lu', 'sc=latin', 'Script=', '=L', 'gc=', 'Greek',
	'L&', 'IsL', 'InBasicLatin', '^L', ' L', ''];
const badEscapes = ['\\a', '\\e', '\\A', '\\z', '\\Z', '\\G', '\\h', '\\R', '\\X', '\\K',
	'\\N', '\\Q', '\\-', '\\_', '\\ ', '\\é', '\\01', '\\8', '\\c', '\\c1', '\\x6', '\\u006',
	'\\u{}', '\\u{110000}', '\\pL', '\\p', '\\k', '\\k<', '\\k<n', '\\k<q>', '\\'];
const badTerms = ['{', '}', ']', ')', '(', '[', '{1', '{,2}', '{a}', '*', '++', '*?', '(?',
	'(*', '(?i)', '(?>a)', '(?#a)', '(?P<n>a)', '(?<1>a)', '(?<>a)', '(?<r',
	'(?<r>a)(?<r>b)', '^*', '\\b+', '(?=a)*', '(?<=a)?',
	// editions after the 11th have these
	...['(?i:a)', '(?<d>a)|(?<d>b)'].filter(term => !isPattern(term))];
const quantifiers = [[4, '*'], [4, '+'], [3, '?'], [1, '{2}'], [1, '{1,}'], [1, '{0,2}'],
	[1, ['*?', '+?', '??', '{1,2}?', '{0}', '{0,0}', '{02}', '{1,3}', '{2,1}', '*+']],
	[15, '']];
const groupNames = ['n', 'm', 'x1', '$a', '_', 'é', '\\u0062'];
// what only a limit can be the answer to, or nearly
const extremes = ['a{65535}', 'a{65536}', '^a{0,65536}$', '(?:a|b){1,70000}',
	'a{99999999999}', '(?<=a|bc)b', '(?<=a*)b', '('.repeat(201) + 'a' + ')'.repeat(201),
	'(a)' + '\\1'.repeat(1001)];

// ---- patterns ----

let groups, names, depth, loops; // of the pattern that is being made
let grammar; // which atoms it is made of

function characterClass() {
	const item = () => draw([
		[16, literals.filter(c => c !== '-')],
		[12, escapes],
		[8, () => pick(rangeStarts) + '-' + pick(rangeEnds)],
		[4, ['\\b', '\\-', '\\]', '[', '^', '.', '$', '|', '(', ')', '*', '{', '}', '[:alpha:',
			'&&', '--', '-']],
		[4, property],
		[8, 'x'],
		[1, ['\\w-\\.', '\\w-a', 'z-a', 'a-\\d', '\\d-', '\\B', '\\1', ...badEscapes]],
	]);
	return '[' + (oneIn(3) ? '^' : '') + times(below(5), item) + ']';
}

function property() {
	return '\\' + pick('pP') + '{' + pick(oneIn(8) ? badProperties : properties) + '}';
}

function lookbehind() {
	const simple = ['a', 'ab', '[ab]', '\\d', 'a|bc', '(?:a|b)', '^', '(a)', '\\b', '(?=b)',
		'a{2}', '🐲', ''];
	return pick(['(?<=', '(?<!']) + (oneIn(2) ? pick(simple) : disjunction()) + ')';
}

function namedGroup() {
	const free = groupNames.filter(name => !names.includes(name));
	if (!free.length)
		return 'a';
	groups++;
	names.push(pick(free));
	return '(?<' + names[names.length - 1] + '>' + disjunction() + ')';
}

function group() {
	if (depth === DEPTH)
		return pick(grammar.literals);
	depth++;
	const text = draw([
		[4, () => { groups++; return '(' + disjunction() + ')'; }],
		[3, () => '(?:' + disjunction() + ')'],
		[1, () => '(?=' + disjunction() + ')'],
		[1, () => '(?!' + disjunction() + ')'],
		[1, lookbehind],
		[2, namedGroup],
	]);
	depth--;
	return text;
}

// Those in front of their group are meant too, and some to none.
function reference() {
	if (!groups && !oneIn(4))
		return pick(grammar.literals);
	if (oneIn(3))
		return names.length ? '\\k<' + pick(oneIn(20) ? groupNames : names) + '>' : 'a';
	return '\\' + (1 + below(groups + (oneIn(8) ? 2 : 1)));
}

const literal = () => pick(grammar.literals);
const assertions = [[4, ['^', '$']], [1, '\\b'], [1, '\\B']];
const wide = {
	literals,
	atoms: [[14, literal], [5, escapes], [4, characterClass], [2, '.'], [2, property],
		[3, () => draw(assertions)], [8, group], [3, reference], [1, ['a', 'b']]],
	mistakes: 60, // one in so many terms is one
};
const narrow = { // see references()
	literals: ['a', 'b'],
	atoms: [[14, literal], [2, '[ab]'], [1, '.'], [1, () => draw(assertions)], [9, group],
		[7, reference]],
	mistakes: 400,
};

function term() {
	if (oneIn(grammar.mistakes))
		return pick(oneIn(2) ? badEscapes : badTerms) + draw(quantifiers);
	const quantifier = loops < LOOPS ? draw(quantifiers) : '';
	const loop = /[*+{]/.test(quantifier);
	loops += loop;
	const text = draw(grammar.atoms);
	loops -= loop;
	const fixed = /^(?:[$^]|\\b|\(\?<?[=!])/i.test(text);
	return text + (fixed && !oneIn(20) ? '' : quantifier);
}

function alternative() {
	return times(below(4), term);
}

function disjunction() {
	let text = alternative();
	while (oneIn(4))
		text += '|' + alternative();
	return text;
}

// A loop of few letters and what is behind it: what a reference sees makes a difference.
function references() {
	const atom = () => draw([
		[5, ['a', 'b', '[ab]']],
		[5, ['(a)', '(b)', '(a|b)', '(ab?)', '(a*)', '(b|)', '()', '(a\\1)', '(\\2b)']],
		[2, ['(?:(a)|b)', '(?:a|(b))', '(?:(a)|(b))', '(?:a|b|)']],
		[1, ['(?:(?=(a)))', '(?:(?!(a)))', '(?:(?=(a)|b))', '(?:(?<=(a)))',
			'(?:(?=(a?)*b?))', '(?:(?=(?:(a)|)*))']],
		[3, ['\\1', '\\2']],
	]) + pick(['', '', '', '?', '*', '+', '??', '*?', '{2}']);
	const branch = () => times(1 + below(2), atom);
	const body = branch() + (oneIn(3) ? '' : '|' + branch());
	const text = (oneIn(3) ? '(' : '(?:') + body + ')' + pick(['*', '+', '{2}', '?', '']) +
		(oneIn(2) ? atom() : '') + pick(['\\1', '\\2', '\\1', '']);
	// so that there are \1 and \2
	const more = text.match(/\((?!\?)/g)?.length >= 2 ? '' : '()()';
	return (oneIn(6) ? '' : '^') + text + (oneIn(6) ? '' : '$') + more;
}

// patterns that need no PCRE2, or nearly
function simple() {
	const atoms = ['a', 'b', 'ab', '1', '-', 'é', '🐲', '\\.', '\\x61', '[ab]', '[^ab]', '\\d',
		'\\w', '\\W', '\\D', '[a-c1]', '[^\\d]', '[\\w-]', '[^é]', '[]', '[^]'];
	const piece = () => pick(atoms) + (oneIn(2) ? draw(quantifiers) : '');
	return (oneIn(4) ? '' : '^') + times(below(5), piece) + (oneIn(4) ? '' : '$');
}

function drawPattern() {
	groups = depth = loops = 0;
	names = [];
	grammar = oneIn(3) ? narrow : wide;
	if (grammar === wide && oneIn(4))
		return simple();
	if (grammar === narrow && !oneIn(3))
		return references();
	if (oneIn(2))
		return '^' + alternative() + alternative() + pick(['', '$']);
	return disjunction();
}

function makePattern() {
	let text = drawPattern();
	if (oneIn(2000))
		return pick(extremes);
	// Of the shortest there are few, and all come up.
	while (text.length > LENGTH || (text.length < 4 && !oneIn(10)))
		text = drawPattern();
	return text;
}

// Of few characters mostly, or a part of what the pattern spells, so that many match.
function makeSubject(pattern) {
	if (grammar === narrow)
		return times(below(6), () => pick(narrow.literals));
	const spelled = [...pattern.replace(/\\[a-z]|\{[^}]*\}|\(\?.|[\\^$*+?()[\]|.]/giu, '')];
	const at = below(2) * below(spelled.length + 1);
	const part = spelled.slice(at, at + below(8)).join('');
	const rest = () => draw([[4, ['a', 'b', '1']], [1, characters], [1, [...pattern, 'a']]]);
	return oneIn(3) ? part + times(below(3), rest) : times(below(8), rest);
}

// ---- what Node says ----

// Behind a \1 that stands in front of its group, V8 11.3 reads only the second half of a
// character beyond U+FFFF: /\1🐲()/u does not match 🐲. As an escape it is read well.
function compile(text, flags) {
	return new RegExp(text.replace(/(?<=\\\d+)[\u{10000}-\u{10ffff}]/gu,
		c => '\\u{' + c.codePointAt(0).toString(16) + '}'), flags);
}

function isPattern(text) {
	try {
		return !!compile(text, 'u');
	} catch {
		return false;
	}
}

function isInsidePair(text, at) {
	return at > 0 && text.codePointAt(at - 1) > 0xffff;
}

// As RegExpBuiltinExec does it: one code point after the other
function matchesSomewhere(pattern, text) {
	const sticky = compile(pattern, 'uy');
	for (let at = 0; at <= text.length; at++) {
		sticky.lastIndex = at;
		if (!isInsidePair(text, at) && sticky.test(text))
			return true;
	}
	return false;
}

const script = new vm.Script('search()');

// What is found in each subject; null when that takes too long.
function searchAll(pattern, subjects) {
	const regexp = compile(pattern, 'u');
	globalThis.search = () => subjects.map(subject => regexp.exec(subject));
	if (!/\)[*+{]/.test(pattern)) // a clock is slow, and only loops need one
		return globalThis.search();
	try {
		return script.runInThisContext({timeout: PATIENCE});
	} catch (error) {
		if (error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT')
			throw error;
		return null;
	}
}

function makeLine() {
	const pattern = makePattern();
	const subjects = Array.from({length: SUBJECTS}, () => makeSubject(pattern));
	const line = {pattern, strict: isPattern(pattern), subjects, matches: []};
	const found = line.strict && searchAll(pattern, subjects);
	if (found) {
		const inside = found.map((match, i) => !!match &&
			isInsidePair(subjects[i], match.index) && !matchesSomewhere(pattern, subjects[i]));
		line.matches = found.map(match => !!match);
		if (inside.includes(true))
			line.inside = inside;
	} else if (line.strict) {
		line.subjects = [];
	}
	return JSON.stringify(line) + '\n';
}

process.stdout.on('error', () => process.exit(1)); // the reader has said why
const count = Number(process.argv[2]);
seed(Number(process.argv[3]));
for (let left = count; left > 0; left -= LINES)
	process.stdout.write(times(Math.min(left, LINES), makeLine));
