#!/bin/sh
# A SARIF report beside the schema of SARIF 2.1.0, by ajv; both come from npm, into build/.
# B is the build.
B=$(realpath "${B:-build}")
if ! command -v npm >/dev/null; then
	echo 'skipped  sarif: there is no npm to bring ajv and the schema'
	exit
fi
mkdir -p "$B/peers"
cd "$B/peers" || exit 1
npm install --silent --no-audit --no-fund --prefix . ajv@8 ajv-formats@3 schemastore@0 ||
	exit 1
"$B/rtok" example >good.json
"$B/rtok" example invalid >'bad é.json'
printf '{"id":1}\n{bad\n{"a":1,"a":2}\n' >lines.jsonl
"$B/rtok" check -q --report sarif=report.sarif good.json bad* "$PWD/lines.jsonl" nowhere.json
cat >sarif.js <<'END'
const Ajv = require('ajv'), fs = require('fs')
const ajv = new Ajv({strict: false, allErrors: true, unicodeRegExp: false})
require('ajv-formats')(ajv)
const schema = require('schemastore/schemas/json/sarif-2.1.0.json')
const check = ajv.compile(schema)
const report = JSON.parse(fs.readFileSync('report.sarif', 'utf8'))
const good = check(report)
console.log(good ? 'sarif: ' + report.runs[0].results.length + ' results, valid'
                 : JSON.stringify(check.errors, null, 1))
process.exit(good ? 0 : 1)
END
node sarif.js
