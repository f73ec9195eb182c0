# Verdicts of jsonschema for Python: a line in, {"schema": ..., "instances": [...]}, and a
# line out, with true, false or an exception for each instance.
import json
import sys

import jsonschema


def refuse(uri):
    raise ValueError("nothing is fetched: " + uri)


def told(error):
    return type(error).__name__ + ": " + str(error)


def verdict(validator, instance):
    try:
        return validator.is_valid(instance)
    except Exception as error:
        return told(error)


def compiled(schema):
    resolver = jsonschema.RefResolver.from_schema(
        schema,
        id_of=jsonschema.Draft202012Validator.ID_OF,
        handlers={"https": refuse, "http": refuse},
    )
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


def verdicts(case):
    try:
        check = compiled(case["schema"])
    except Exception as error:
        return [told(error)] * len(case["instances"])
    return [verdict(check, instance) for instance in case["instances"]]


for line in sys.stdin:
    print(json.dumps(verdicts(json.loads(line))), flush=True)
