/*
 * Random JSON texts: what may be in them, in every way in which it can be spelled.
 */
'use strict';

const {below, oneIn, pick, several, times, draw} = require('./chance.js');

const LENGTH = 6; // of strings, in characters

const blanks = [[20, ''], [4, ' '], [1, ['\n', '\t', '\r\n', '  ', '\r']]];
const characters = [[10, [...'abcxyz']], [3, [...'019 .,:{}[]"\\/']],
	[2, [...'\b\f\n\r\t\0\u0001\u001f\u007f']], [2, [...'éß٣\u0130\u2028\u2029\ufeff\uffff\ud7ff']],
	[1, ['🐲', '\u{10ffff}', '\u{1f600}', '\ue000', 'e\u0301']]];
const short = {'\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"',
	'\\': '\\\\', '/': '\\/'};
const names = ['a', 'b', 'id', '', 'a/b', '~', '__proto__', 'toJSON', '1', '10', 'é', '\uffff',
	'🐲'];
// where doubles round, end or change how they are written
const edges = ['0', '-0', '0.0', '-0e9', '9007199254740993', '9007199254740992.5', '5e-324',
	'2.4703282292062327e-324', '2.4703282292062328e-324', '1.7976931348623157e308', '1e21',
	'999999999999999999999', '1e-6', '1e-7', '0.000001', '4.35', '0.1', '1e23', '8.5e22',
	'2.2250738585072014e-308', '2.225073858507201136057409796709131975934819546351646e-308',
	'-1e-400', '333333333.33333329', '1E30', '4.50', '2e-3', '12345678901234567890'];
const beyond = ['1e400', '-1e309', '1.7976931348623159e308', '1' + '0'.repeat(320)];

const blank = () => draw(blanks);
const digits = n => times(1 + below(n), () => pick([...'0123456789']));

// any double: its bits are random
function double() {
	const view = new DataView(new ArrayBuffer(8));
	view.setUint32(0, below(2 ** 32));
	view.setUint32(4, below(2 ** 32));
	const d = view.getFloat64(0);
	return Number.isFinite(d) ? String(d) : '0.5';
}

function decimal() {
	const whole = oneIn(3) ? '0' : pick([...'123456789']) + (oneIn(3) ? digits(25) : '');
	const exponent = oneIn(3) ? pick(['e', 'E']) + pick(['', '+', '-']) + digits(2) : '';
	return (oneIn(3) ? '-' : '') + whole + (oneIn(2) ? '.' + digits(25) : '') + exponent;
}

const number = wide => draw([[6, () => String(below(1000))], [4, decimal], [4, double],
	[3, edges], [wide ? 1 : 0, beyond]]);

// one of the spellings of each UTF-16 unit
function spell(unit) {
	const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
	if (short[unit] && oneIn(2))
		return short[unit];
	if (unit < ' ' || unit === '"' || unit === '\\' || oneIn(12))
		return '\\u' + (oneIn(2) ? hex.toUpperCase() : hex);
	return unit;
}

// A pair is spelled as one, for half a pair in UTF-8 is none.
const spellAll = string => [...string].map(c => c.length === 1 ? spell(c) : oneIn(3) ?
	[...c.split('')].map(u => '\\u' + u.charCodeAt(0).toString(16)).join('') : c).join('');
const quoted = string => '"' + spellAll(string) + '"';
const string = () => quoted(times(below(LENGTH), () => draw(characters)));
const name = () => oneIn(3) ? times(below(LENGTH), () => draw(characters)) : pick(names);

function list(open, items, close) {
	return open + blank() + items.join(blank() + ',' + blank()) + blank() + close;
}

// `wide`: with numbers that no double is near
function text(depth, wide) {
	return draw([
		[2, ['null', 'true', 'false']],
		[6, () => number(wide)],
		[4, string],
		[depth ? 5 : 1, () =>
			list('[', several(below(depth ? 5 : 1), () => text(depth - 1, wide)), ']')],
		[depth ? 7 : 1, () => {
			const own = [...new Set(several(below(depth ? 5 : 1), name))];
			return list('{', own.map(n =>
				quoted(n) + blank() + ':' + blank() + text(depth - 1, wide)), '}');
		}],
	]);
}

module.exports = {text, number, string};
