// JSON lines checked by ajv, as a program would that cares for speed: blocks that are cut
// at line ends, one string for each, JSON.parse, and the function that ajv has compiled.
//   node peer_ajv.js SCHEMA FILE
const fs = require('fs');
const Ajv = require('ajv/dist/2020');

const ajv = new Ajv({strict: false});
require('ajv-formats')(ajv);
const check = ajv.compile(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')));

const block = Buffer.allocUnsafe(1 << 20);
const file = fs.openSync(process.argv[3]);
let kept = 0, good = 0, bad = 0, got;
while ((got = fs.readSync(file, block, kept, block.length - kept)) > 0) {
	const end = kept + got;
	const cut = block.lastIndexOf(10, end - 1) + 1;
	for (const line of block.toString('utf8', 0, cut).split('\n')) {
		if (line)
			check(JSON.parse(line)) ? good++ : bad++;
	}
	block.copyWithin(0, cut, end);
	kept = end - cut;
}
console.log(good, bad);
process.exit(bad || kept ? 1 : 0);
