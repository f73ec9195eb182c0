/*
 * Chance by a seed: mulberry32, so that a seed means the same everywhere.
 */
'use strict';

let state = 0;

function seed(n) {
	state = n >>> 0;
}

function below(n) {
	state = (state + 0x6d2b79f5) >>> 0;
	let t = Math.imul(state ^ (state >>> 15), state | 1);
	t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
	return ((t ^ (t >>> 14)) >>> 0) % n;
}

const oneIn = n => below(n) === 0;
const pick = list => list[below(list.length)];
const several = (n, make) => Array.from({length: n}, make);
const times = (n, make) => several(n, make).join('');

// One of rows of a weight and what is meant: a text, a list of texts or a function.
function draw(rows) {
	let at = below(rows.reduce((sum, row) => sum + row[0], 0));
	const [, what] = rows.find(row => (at -= row[0]) < 0);
	return typeof what === 'function' ? what() : Array.isArray(what) ? pick(what) : what;
}

module.exports = {seed, below, oneIn, pick, several, times, draw};
