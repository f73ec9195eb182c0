/* The table of everything that a diagnostic can be about. */
#include "codes.h"

#include "columns.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

const char *const severity_names[SEVERITIES] = {
    [OFF] = "off",
    [HINT] = "hint",
    [WARNING] = "warning",
    [ERROR] = "error",
};

static const char WRITE[] = "Write what the message expects, or mend the schema.";

const struct code codes[] = {
    /* of what could not be read or checked */
    {"syntax", ERROR, true, "What stands there is not JSON (RFC 8259).",
	.advice = "Look at the place: comments, single quotes, a comma behind the last "
		  "member and a page of HTML are usual.",
	.example = "{\"id\": 'rt_1'}"},
    {"truncated", ERROR, true,
	"The input, or the line that a document stands on, ends inside of a value.",
	.advice = "Get the file again: a download was cut off, or a bracket is missing.",
	.example = "{\"id\": \"rt_1\""},
    {"empty", ERROR, true,
	"There is no document in the input, or nothing to check in it.",
	.advice =
	    "See whether the request before has failed; an answer without a body has "
	    "nothing to check.",
	.is_no_fault = true},
    {"unreadable", ERROR, true,
	"An input, a file of schemas, or a recorded body could not be read.",
	.advice = "See whether it is there and who may read it; the message has the "
		  "reason that the system gives.",
	.is_no_fault = true},
    {"skipped", WARNING, false, "A folder has what cannot be a document.",
	.advice = "Name it as a file of its own, if it is one.", .is_no_fault = true},
    {"skipped-answer", HINT, false, "A recorded answer is not one that is checked.",
	.advice = "Nothing, if it is not of a refresh-token endpoint; -v names each.",
	.example = "[{\"request\": {\"method\": \"GET\", \"urlPath\": \"/users\"}, "
		   "\"response\": {\"status\": 200, \"jsonBody\": {}}}]",
	.is_no_fault = true},
    {"skipped-part", HINT, false,
	"A star of --at stands for a value in which the rest of the pointer leads nowhere.",
	.advice = "Nothing, if it is one of another kind; -v names each.",
	.is_no_fault = true},
    {"limit", ERROR, true,
	"A limit of the program was reached. Whether the document is valid is not"
	" known.",
	.advice = "Raise the limit that the message names, where it can be raised.",
	.is_no_fault = true},
    {"memory", ERROR, true, "There was not enough memory to check the document.",
	.advice = "Split the file, or give the program more memory.",
	.is_no_fault = true},
    {"byte-order-mark", WARNING, false,
	"The input, or a schema, begins with a byte order mark, which JSON has not.",
	.advice = "Save the file as UTF-8 without it; many readers of JSON refuse it."},
    {"over-lines", WARNING, false,
	"A document of a *.jsonl or *.ndjson file has no line of its own. It goes over "
	"several, or stands behind another one. A reader that takes each line for a document "
	"refuses both.",
	.advice = "rtok format -i writes each document of such a file on a line."},
    {"duplicate-key", ERROR, true,
	"A name stands twice in one object. Readers of JSON differ about which "
	"one counts.",
	.advice = "Remove one of the two.",
	.example = "{\"id\": \"rt_1\", \"id\": \"rt_2\"}"},
    {"more-errors", WARNING, false,
	"More is wrong than is told: errors of a document, or warnings of a schema. "
	"--max-errors says how much is.",
	.advice = "Mend what is told first; --max-errors 0 tells all."},
    {"valid", ERROR, true,
	"A document is valid that was expected not to be, by --expect invalid.",
	.advice = "Move it out of the folder of bad examples, or make it bad again.",
	.is_no_fault = true},
    {"not-as-named", ERROR, true,
	"The document clearly is not what --as says that it is, or a recorded answer not "
	"what its endpoint answers.",
	.advice =
	    "Leave out --as, so that it is recognised, or name the other file. Record "
	    "an answer anew, or mend the path of its request.",
	.example = "{\"request\": {\"method\": \"GET\", \"urlPath\": "
		   "\"/api/v2/refresh-tokens\"}, \"response\": {\"status\": 200, "
		   "\"jsonBody\": {\"id\": \"rt_1\"}}}"},
    /* of what is no answer of the API */
    {"error-body", ERROR, false,
	"The document is an error of Auth0. The schema allows it, as it allows "
	"nearly everything.",
	.advice = "The request has failed: mend what the error tells, and make it anew.",
	.example = "{\"statusCode\": 404, \"error\": \"Not Found\", \"message\": \"The "
		   "refresh token does not exist.\"}"},
    {"token-answer", ERROR, false,
	"The document is what the token endpoint answers. Its tokens are good "
	"until they end.",
	.advice = "Keep it out of files and logs, and revoke its tokens where it has got "
		  "into one. What describes a refresh token is the answer of GET "
		  "/refresh-tokens/{id}.",
	.example = "{\"access_token\": \"opaque\", \"token_type\": \"Bearer\", "
		   "\"expires_in\": 86400}"},
    {"token-request", ERROR, false,
	"The document is what the token endpoint is sent, or the one that revokes a "
	"token. Its secrets are good until they are changed.",
	.advice =
	    "Keep it out of files and logs, and change a client_secret that has got "
	    "into one. What describes a refresh token is the answer of GET "
	    "/refresh-tokens/{id}.",
	.example = "{\"grant_type\": \"refresh_token\", \"client_id\": \"app\"}"},
    {"bare-jwt", ERROR, false,
	"The document is a JWT, a token and not the description of one. Nothing "
	"of it is verified.",
	.advice =
	    "Keep it out of files and logs. What describes a refresh token is the answer "
	    "of GET /refresh-tokens/{id}; rtok token verifies a JWT and compares it with "
	    "that.",
	.example = "\"eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3OTg3NjE2MDB9.c2lnbmF0dXJl\""},
    /* of what the schema cannot say */
    {"no-known-property", WARNING, false,
	"An object has no member of a refresh token. The schema allows that, so "
	"nothing of it was checked.",
	.advice = "See whether the file is the one that was meant; --at checks a part of "
		  "it.",
	.example = "{\"name\": \"rtok\", \"version\": 1}"},
    {"unknown-property", WARNING, false,
	"A member is none that the schema knows. It is a warning where its name "
	"is nearly that of a known one which is missing, or of a member of such a "
	"one, and else a hint, for the API may have got new members.",
	.advice = "Mend the name; where it is right, the built-in schemas are older than "
		  "the API.",
	.example = "{\"id\": \"rt_1\", \"expries_at\": null}"},
    {"unread-recording", WARNING, false,
	"With --schema-only or --schema a recording is taken for one document. None of "
	"the answers in it is checked. A schema that has most of its members is one for "
	"recordings.",
	.advice = "Name the recording with --as, so that each answer is checked."},
    {"request-body", HINT, false,
	"A document has only refresh_token_metadata. So has the request of PATCH,"
	" and an answer that was asked for that one member.",
	.advice = "Use --as request for a request, which is checked more strictly.",
	.example = "{\"refresh_token_metadata\": {\"plan\": \"gold\"}}"},
    {"required-member", ERROR, false, "A member is missing that --require asks for.",
	.advice = "Add the member, or take its name out of --require."},
    {"date-order", WARNING, false,
	"A date lies before another one that it has to follow. Nothing is used or"
	" ends before it is made, and nothing is exchanged after its end. It is a"
	" hint where the idle end is the one that does not fit. One second is "
	"allowed for.",
	.advice = "See which of the two dates is wrong; a fixture that was made by hand "
		  "often has both at random.",
	.example = "{\"created_at\": \"2026-10-02T00:00:00Z\", \"expires_at\": "
		   "\"2026-10-01T00:00:00Z\"}"},
    {"date-object", HINT, false,
	"A date is an object. The schema allows that, but nobody has described "
	"what is in it.",
	.advice = "Nothing, if the API has answered so; the date takes no part in other "
		  "rules.",
	.example = "{\"created_at\": {\"value\": 1}}"},
    {"expired", HINT, false,
	"The token has come to an end before the time that --now gives.",
	.advice = "Nothing, if the file is a fixture: those are old by nature."},
    {"lifetime", HINT, false,
	"A token lives longer than a year. That is the most that the dashboard of"
	" Auth0 allows.",
	.advice = "See whether the end is right.",
	.example = "{\"created_at\": \"2026-01-01T00:00:00Z\", \"expires_at\": "
		   "\"2036-01-01T00:00:00Z\"}"},
    {"rotating-without-expiry", HINT, false,
	"A rotating token has no end. Auth0 demands one where tokens rotate.",
	.advice = "See which of rotating, expires_at and idle_expires_at is wrong.",
	.example =
	    "{\"rotating\": true, \"expires_at\": null, \"idle_expires_at\": null}"},
    {"session-null", HINT, false,
	"A token has no session. Since 2024-02-22 tokens know theirs, but those "
	"that were got without a browser have none.",
	.advice = "Nothing, if the token was got without a browser.",
	.example = "{\"created_at\": \"2026-01-01T00:00:00Z\", \"session_id\": null}"},
    {"user-id", WARNING, false,
	"A user_id holds white space, or does not name its connection. White "
	"space is a warning, for Auth0 refuses it; that there is no bar is a "
	"hint.",
	.advice = "Write it as in auth0|507f1f77bcf86cd799439020.",
	.example = "{\"user_id\": \"auth0|507f 1f77\"}"},
    {"duplicate-audience", WARNING, false,
	"Two of the resource_servers have the same audience.",
	.advice = "Put the scopes into one entry.",
	.example = "{\"resource_servers\": [{\"audience\": \"https://a.example/\", "
		   "\"scopes\": \"read\"}, {\"audience\": \"https://a.example/\", "
		   "\"scopes\": \"write\"}]}"},
    {"incomplete-server", HINT, false,
	"An entry of resource_servers lacks its audience or its scopes.",
	.advice = "Add what is missing.",
	.example = "{\"resource_servers\": [{\"audience\": \"https://a.example/\"}]}"},
    {"scope-words", HINT, false,
	"The scopes are not single words with one space between two. RFC 6749, "
	"section 3.3, has words of printable ASCII without quotes and "
	"backslashes; each should be there once.",
	.advice = "Write them so.",
	.example = "{\"resource_servers\": [{\"audience\": \"https://a.example/\", "
		   "\"scopes\": \"read  read\"}]}"},
    {"ip-syntax", WARNING, false,
	"An address is neither IPv4 nor IPv6. That it is empty is only a hint.",
	.advice = "Write the address alone, without a port, a zone or a prefix.",
	.example = "{\"device\": {\"last_ip\": \"192.0.2.1:443\"}}"},
    {"asn-syntax", HINT, false,
	"The number of an autonomous system has not its form. Both 64496 and "
	"AS64496 are right, up to 4294967295.",
	.advice = "Write it so.",
	.example = "{\"device\": {\"last_asn\": \"Example Ltd\"}}"},
    {"control-character", HINT, false,
	"A user agent holds control characters. They can drive a terminal that "
	"shows it.",
	.advice = "Remove them. rtok shows them escaped.",
	.example = "{\"device\": {\"last_user_agent\": \"a\\u001b[2J\"}}"},
    {"metadata-value", WARNING, false,
	"A value of the metadata is no string. The schema allows it, the API does"
	" not.",
	.advice = "Write it in quotes.",
	.example = "{\"refresh_token_metadata\": {\"visits\": 5}}"},
    {"metadata-key", WARNING, false,
	"A key of the metadata has other characters than letters, digits, _ and "
	"-. The API refuses it.",
	.advice = "Give it another name.",
	.example = "{\"refresh_token_metadata\": {\"last visit\": \"today\"}}"},
    {"metadata-length", WARNING, false,
	"A key or a value of the metadata has over 255 characters. They are "
	"counted in code points.",
	.advice = "Shorten it."},
    {"jwt-in-value", WARNING, false,
	"A string or a name holds a JWT: a token that may be good until it ends, and no part "
	"of a record. Nothing of it is verified.",
	.advice = "Keep it out of records and files, and revoke it where it has got into "
		  "one. rtok format --redact masks it.",
	.example = "{\"refresh_token_metadata\": {\"note\": "
		   "\"eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3OTg3NjE2MDB9.c2lnbmF0dXJl\"}}"},
    {"secret-member", WARNING, false,
	"A member has the name of a secret, and a value: access_token, refresh_token, "
	"id_token, mfa_token, client_secret or authorization. accessToken and "
	"access-token are such names, too. Or a name of a secret, which may also be token or password, stands "
	"beside a value. Or a text gives such a name a value, or has Bearer or Basic and "
	"a secret in it. A short word is hidden, but not told.",
	.advice = "Keep it out of records and files, and revoke it where it has got into "
		  "one. rtok format --redact masks it.",
	.example = "{\"refresh_token_metadata\": {\"client_secret\": \"opaque1\"}}"},
    /* of rtok token */
    {"token-malformed", ERROR, true,
	"The token is no signed JWT in compact form, or not written in the only way in "
	"which that may be (RFC 7515, RFC 7519).",
	.advice = "Get the token again, as it was issued, without anything around it."},
    {"token-unsupported", ERROR, true,
	"The token has an algorithm, a type or an extension that is not verified, or not "
	"by this key.",
	.advice = "See whether it is the token, and the key, that was meant. Tokens that "
		  "are unsigned or signed with a shared secret are never taken."},
    {"token-signature", ERROR, true,
	"The signature of the token is not that of the key. It was forged or altered, or "
	"is of another issuer.",
	.advice = "Trust nothing that it says."},
    {"token-key", ERROR, true, "The key that the token needs is not there or unusable.",
	.advice = "Get the key set of the issuer anew: keys are rotated. A private key, "
		  "an encrypted one and a weak one are refused."},
    {"token-time", ERROR, false,
	"The token has expired, or is not valid yet. That it never ends is a warning, "
	"as is a time over 100 years ahead, which looks like milliseconds.",
	.advice =
	    "Give the time at which it was used as --now, or, where its age does not "
	    "matter, -W token-time=warning."},
    {"token-issuer", ERROR, false, "The token is not of the issuer that --issuer names.",
	.advice = "See whether it is of another tenant."},
    {"token-audience", ERROR, false,
	"The token is not for the audience that --audience names.",
	.advice = "See for whom it was issued."},
    {"token-user", ERROR, false, "The token and the record are of two users.",
	.advice = "The two do not belong together; find the right one."},
    {"token-session", ERROR, false,
	"The token and the record are of two sessions. A user has several, and a later "
	"token may be of a newer one.",
	.advice = "Where that is no fault, -W token-session=warning."},
    {"token-client", ERROR, false,
	"The token and the record were issued to two applications.",
	.advice = "The two do not belong together; find the right one."},
    {"token-servers", WARNING, false,
	"The token is for an API that the record does not list. A policy of the "
	"application may allow that (multi-resource refresh tokens).",
	.advice = "See which APIs the application may ask for."},
    {"token-scope", WARNING, false,
	"The token has a scope that the record does not list for its API. RFC 6749, "
	"section 6, lets none be added, but a policy of the application may.",
	.advice = "See which scopes the application may ask for."},
    {"token-issued", WARNING, false,
	"The token was issued before the refresh token was made. That it was issued after "
	"the last exchange is a hint.",
	.advice = "See whether the two belong together, and whether clocks differ."},
    /* of what is to be written */
    {"canonical", ERROR, true,
	"The document has no canonical form (RFC 8785). That knows no number which is "
	"none to floating point.",
	.advice = "Write the number as a string, or leave out --canonical."},
    {"normal-form", ERROR, true, "The file is not in normal form.",
	.advice = "rtok format -i, with the same options, brings it into that form."},
    /* of the schema: the keyword that the value fails */
    {"schema", ERROR, true,
	"The schema is bad, or the value fails a keyword that has no code of its "
	"own.",
	.advice =
	    "Where the place is in a schema, mend the schema, of which rtok check "
	    "--schema https://json-schema.org/draft/2020-12/schema SCHEMA tells all "
	    "faults; else write what the message expects.",
	.example = "5", .schema = "{\"type\": \"nothing\"}"},
    {"empty-schema", WARNING, false,
	"The schema has members, but asks for nothing. None of them is a keyword, or they only "
	"hold schemas to refer to, so that everything is allowed. A part of it is told where "
	"\"properties\" was forgotten around what looks like schemas.",
	.advice =
	    "See whether the file is the one that was meant, and whether a pointer "
	    "behind it has to say where the schema stands in it. In a part of it, put "
	    "the members into \"properties\".",
	.example = "5", .schema = "{\"name\": \"rtok\"}", .is_no_fault = true},
    {"lenient-schema", WARNING, false,
	"A schema has what its standard forbids, and is understood all the same. It is a "
	"pattern that ECMA-262 does not know with the u flag, an $id with a fragment, or a "
	"$schema below the root without an $id beside it.",
	.advice = "Mend it all the same; other readers of schemas may refuse it.",
	.example = "\"-\"", .schema = "{\"pattern\": \"\\\\-\"}", .is_no_fault = true},
    {"unknown-keyword", WARNING, false,
	"A member of a schema is nearly a keyword. It is none, so that it says nothing, and "
	"the schema asks for less than it seems to.",
	.advice = "Mend the name; one that begins with x- is taken for what it is.",
	.example = "5", .schema = "{\"type\": \"number\", \"maxmum\": 9}",
	.is_no_fault = true},
    {"old-keyword", WARNING, false,
	"A member of a schema is a keyword of an older dialect. It says nothing in JSON "
	"Schema 2020-12.",
	.advice = "Write what the message names, or remove the member.", .example = "4",
	.schema = "{\"type\": \"number\", \"divisibleBy\": 2}", .is_no_fault = true},
    {"idle-keyword", WARNING, false,
	"A keyword of a schema says nothing without another one, which is not beside it. "
	"So are then and else without if, if without both, minContains and maxContains "
	"without contains, and contentSchema without contentMediaType. Or it is asked only "
	"of values of a type that the type beside it does not allow.",
	.advice = "Put the other one into the same object, mend the type, or remove the "
		  "keyword.",
	.example = "5", .schema = "{\"type\": \"number\", \"then\": {\"minimum\": 6}}",
	.is_no_fault = true},
    {"unknown-format", WARNING, false,
	"A format of a schema is none of JSON Schema or OpenAPI. It is not asserted.",
	.advice = "Mend the name, or ask for the form with a pattern.",
	.example = "\"2026-10-01\"", .schema = "{\"format\": \"dat\"}",
	.is_no_fault = true},
    {"additionalProperties", ERROR, true, "The schema allows no such member.",
	.advice = "Remove the member, or mend its name.", .example = "{\"a\": 1}",
	.schema = "{\"additionalProperties\": false}"},
    {"anyOf", ERROR, true, "The value has none of the forms that are allowed.",
	.advice = WRITE, .example = "5",
	.schema = "{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]}"},
    {"const", ERROR, true, "The value is another than the only one that is allowed.",
	.advice = WRITE, .example = "5", .schema = "{\"const\": 6}"},
    {"contains", ERROR, true, "The array has no element of the form that is asked for.",
	.advice = WRITE, .example = "[]",
	.schema = "{\"contains\": {\"type\": \"string\"}}"},
    {"dependentRequired", ERROR, true, "A member is missing that another one needs.",
	.advice = WRITE, .example = "{\"a\": 1}",
	.schema = "{\"dependentRequired\": {\"a\": [\"b\"]}}"},
    {"dependencies", ERROR, true, "A member is missing that another one needs.",
	.advice = WRITE, .example = "{\"a\": 1}",
	.schema = "{\"dependencies\": {\"a\": [\"b\"]}}"},
    {"enum", ERROR, true, "The value is none of those that are allowed.", .advice = WRITE,
	.example = "5", .schema = "{\"enum\": [1, 2]}"},
    {"exclusiveMaximum", ERROR, true, "The number is too large.", .advice = WRITE,
	.example = "5", .schema = "{\"exclusiveMaximum\": 5}"},
    {"exclusiveMinimum", ERROR, true, "The number is too small.", .advice = WRITE,
	.example = "5", .schema = "{\"exclusiveMinimum\": 5}"},
    {"format", ERROR, true, "The string has not the form that its format names.",
	.advice = "Write it in that form; --no-format checks no formats.",
	.example = "{\"created_at\": \"yesterday\"}"},
    {"maxContains", ERROR, true, "Too many elements have the form that is asked for.",
	.advice = WRITE, .example = "[1, 2]",
	.schema = "{\"contains\": true, \"maxContains\": 1}"},
    {"maxItems", ERROR, true, "The array has too many elements.", .advice = WRITE,
	.example = "[1, 2]", .schema = "{\"maxItems\": 1}"},
    {"maxLength", ERROR, true, "The string is too long.", .advice = WRITE,
	.example = "\"ab\"", .schema = "{\"maxLength\": 1}"},
    {"maxProperties", ERROR, true,
	"The object has too many members. Metadata has at most 25.",
	.advice = "Remove some of them.", .example = "{\"a\": 1, \"b\": 2}",
	.schema = "{\"maxProperties\": 1}"},
    {"maximum", ERROR, true, "The number is too large.", .advice = WRITE, .example = "5",
	.schema = "{\"maximum\": 4}"},
    {"minContains", ERROR, true, "Too few elements have the form that is asked for.",
	.advice = WRITE, .example = "[1]",
	.schema = "{\"contains\": true, \"minContains\": 2}"},
    {"minItems", ERROR, true, "The array has too few elements.", .advice = WRITE,
	.example = "[]", .schema = "{\"minItems\": 1}"},
    {"minLength", ERROR, true, "The string is too short.", .advice = WRITE,
	.example = "\"\"", .schema = "{\"minLength\": 1}"},
    {"minProperties", ERROR, true, "The object has too few members.", .advice = WRITE,
	.example = "{}", .schema = "{\"minProperties\": 1}"},
    {"minimum", ERROR, true, "The number is too small.", .advice = WRITE, .example = "5",
	.schema = "{\"minimum\": 6}"},
    {"multipleOf", ERROR, true, "The number is no multiple of the one that is given.",
	.advice = WRITE, .example = "5", .schema = "{\"multipleOf\": 2}"},
    {"not", ERROR, true, "The value has the form that is forbidden.", .advice = WRITE,
	.example = "5", .schema = "{\"not\": {\"type\": \"number\"}}"},
    {"oneOf", ERROR, true, "The value has none of the allowed forms, or several.",
	.advice = WRITE, .example = "{\"created_at\": 1719792000}"},
    {"pattern", ERROR, true, "The string does not match the pattern.", .advice = WRITE,
	.example = "\"a\"", .schema = "{\"pattern\": \"^b\"}"},
    {"propertyNames", ERROR, true, "The name of a member is not allowed.",
	.advice = WRITE, .example = "{\"a\": 1}", .schema = "{\"propertyNames\": false}"},
    {"required", ERROR, true, "A member is missing.", .advice = "Add the member.",
	.example = "{}", .schema = "{\"required\": [\"a\"]}"},
    {"type", ERROR, true, "The value has another type than the schema allows.",
	.advice = WRITE, .example = "{\"rotating\": \"yes\"}"},
    {"unevaluatedItems", ERROR, true, "The schema allows no such element.",
	.advice = WRITE, .example = "[1]", .schema = "{\"unevaluatedItems\": false}"},
    {"unevaluatedProperties", ERROR, true, "The schema allows no such member.",
	.advice = WRITE, .example = "{\"a\": 1}",
	.schema = "{\"unevaluatedProperties\": false}"},
    {"uniqueItems", ERROR, true, "Two elements of the array are equal.", .advice = WRITE,
	.example = "[1, 1]", .schema = "{\"uniqueItems\": true}"},
};

const size_t code_count = COUNT(codes);
_Static_assert(COUNT(codes) <= MOST_CODES, "MOST_CODES");
_Static_assert(MOST_CODES - 1 <= SCHAR_MAX, "where many are kept, a code is a char");

/* ---- by name: each fault asks for its own ---- */

enum { PLACES = 256 };

_Static_assert(MOST_CODES <= PLACES / 2, "a search soon ends at a free place");

/* the number of each code, from 1, at the place that its hash says or at the next free
 * one
 */
static unsigned char places[PLACES];
static pthread_once_t placed = PTHREAD_ONCE_INIT;

static void
place_codes(void)
{
	for (size_t i = 0; i < COUNT(codes); i++) {
		size_t place = word_hash(codes[i].name, strlen(codes[i].name)) % PLACES;
		while (places[place])
			place = (place + 1) % PLACES;
		places[place] = (unsigned char)(i + 1);
	}
}

const struct code *
code_named(const char *name, size_t length)
{
	pthread_once(&placed, place_codes);
	for (size_t i = word_hash(name, length) % PLACES; places[i];
	     i = (i + 1) % PLACES) {
		const struct code *code = &codes[places[i] - 1];
		if (strncmp(code->name, name, length) == 0 && !code->name[length])
			return code;
	}
	return NULL;
}

const struct code *
code_find(const char *name)
{
	const struct code *code = code_named(name, strlen(name));
	return code ? code : code_named("schema", 6);
}

size_t
code_index(const struct code *code)
{
	return (size_t)(code - codes);
}

/* ---- for people ---- */

enum {
	WIDTH = 80,
	LONGEST_NAME = 23,
	LONGEST_SEVERITY = 7,
};

/* a dot may stand in a name, too */
void
code_brief(struct buffer *b, const struct code *code)
{
	const char *end = strstr(code->meaning, ". ");
	buffer_add(b, code->meaning,
	    end ? (size_t)(end - code->meaning) + 1 : strlen(code->meaning));
}

void
codes_list(struct buffer *b, size_t width)
{
	struct buffer brief = {0};
	for (size_t i = 0; i < COUNT(codes); i++) {
		brief.length = 0;
		code_brief(&brief, &codes[i]);
		buffer_add(&brief, "", 1);
		buffer_format(b, "%-*s  %-*s  ", LONGEST_NAME, codes[i].name,
		    LONGEST_SEVERITY, severity_names[codes[i].severity]);
		columns_hang(b, brief.text, LONGEST_NAME + LONGEST_SEVERITY + 4, width);
		buffer_say(b, "\n");
	}
	free(brief.text);
}

/* words into lines */
static void
add_wrapped(struct buffer *b, const char *before, const char *text)
{
	struct buffer whole = {0};
	buffer_format(&whole, "%s%s", before, text);
	buffer_add(&whole, "", 1);
	columns_wrap(b, whole.text, WIDTH);
	buffer_say(b, "\n");
	free(whole.text);
}

void
code_explain(struct buffer *b, const struct code *code)
{
	buffer_format(b, "%s: %s\n\n", code->name, severity_names[code->severity]);
	add_wrapped(b, "", code->meaning);
	if (code->example)
		buffer_format(b, "\nExample:\n    %s\n", code->example);
	if (code->schema)
		buffer_format(b, "\nSchema:\n    %s\n", code->schema);
	buffer_say(b, "\n");
	add_wrapped(b, "What to do: ", code->advice);
	if (code->fixed)
		buffer_say(b, "It is always an error.\n");
	else
		buffer_format(b, "To turn it off: -W %s=off\n", code->name);
}
