# JSON lines checked by jsonschema for Python:
#   python3 peer_jsonschema.py SCHEMA FILE
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
check = jsonschema.Draft202012Validator(
    schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
with open(sys.argv[2], encoding="utf-8") as file:
    bad = sum(not check.is_valid(json.loads(line)) for line in file)
sys.exit(bad > 0)
