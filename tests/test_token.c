/*
 * cmd/token/: what is verified, and what is refused by which sentence. The verdict on
 * each forged token is that of the whole way that a token goes.
 */
#include "signer.h"

#include "../cmd/token/token.h"
#include "suite.h"

#include <check.h>

#define countof(a) (sizeof(a) / sizeof *(a))

static const char PAYLOAD[] = "{\"sub\":\"auth0|1\",\"exp\":4102444800}";

/* ---- asking ---- */

static struct key_file
whole_file(const char *folder, const char *name)
{
	char path[256];
	struct key_file file = {.text = calloc(1, 1 << 20)};
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *in = fopen(path, "r");
	ck_assert_msg(in != NULL, "%s is missing", path);
	file.length = fread((char *)file.text, 1, (1 << 20) - 1, in);
	fclose(in);
	return file;
}

/* "good", or "CODE: MESSAGE"; the caller frees it */
static char *
ask(const char *token, size_t length, const struct key_file *file)
{
	struct jws jws;
	struct refusal refusal = {0};
	bool good = token_open(&jws, token, length, file, &refusal);
	struct buffer answer = {0};
	if (good)
		buffer_say(&answer, "good");
	else
		buffer_format(&answer, "%s: %.*s", refusal.code,
		    (int)refusal.message.length, refusal.message.text);
	buffer_add(&answer, "", 1);
	jws_free(&jws);
	refusal_free(&refusal);
	return answer.text;
}

/* of a text that begins so */
static void
expect(
    const char *what, const char *token, const struct key_file *file, const char *begin)
{
	char *answer = ask(token, strlen(token), file);
	ck_assert_msg(strncmp(answer, begin, strlen(begin)) == 0,
	    "%s: expected \"%s\", got \"%s\"", what, begin, answer);
	free(answer);
}

/* "@NAME" in a text becomes the members of that key */
static struct key_file
key_set(const char *template)
{
	struct buffer text = {0};
	for (const char *at = template; *at; at++) {
		size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyzP-0123456789");
		if (*at != '@') {
			buffer_add(&text, at, 1);
			continue;
		}
		char *name = xstrndup(at + 1, length), *members = jwk_members(name);
		buffer_say(&text, members);
		free(members);
		free(name);
		at += length;
	}
	return (struct key_file){text.text, text.length, true};
}

static void
release(struct key_file *file)
{
	free((char *)file->text);
}

/* ---- all that is verified ---- */

static const struct {
	const char *alg, *key;
} algorithms[] = {{"RS256", "rsa"}, {"RS384", "rsa"}, {"RS512", "rsa"}, {"PS256", "rsa"},
    {"PS384", "rsa"}, {"PS512", "rsa"}, {"ES256", "P-256"}, {"ES384", "P-384"},
    {"ES512", "P-521"}};

START_TEST(verifies)
{
	static const char *const types[] = {"", ",\"typ\":\"JWT\"", ",\"typ\":\"at+jwt\"",
	    ",\"typ\":\"application/LOGOUT+jwt\""};
	const char *alg = algorithms[_i].alg, *key = algorithms[_i].key;
	char header[128], set[64];
	snprintf(set, sizeof set, "{\"keys\":[{@%s}]}", key);
	struct key_file file = key_set(set);
	for (size_t i = 0; i < countof(types); i++) {
		snprintf(header, sizeof header, "{\"alg\":\"%s\"%s}", alg, types[i]);
		char *token = sign(alg, key, header, PAYLOAD);
		expect(header, token, &file, "good");
		/* another signature, and another payload */
		char *signature = strrchr(token, '.') + 1;
		signature[0] = signature[0] == 'A' ? 'B' : 'A';
		expect(header, token, &file, "token-signature: ");
		free(token);
	}
	char *token = sign(alg, key, header, PAYLOAD), *dot = strchr(token, '.') + 1;
	memcpy(dot + 8, "Y", 1);
	char *answer = ask(token, strlen(token), &file);
	ck_assert_str_ne(answer, "good");
	free(answer);
	free(token);
	release(&file);
}
END_TEST

/* RFC 7515 appendices A.2 and A.3 */
START_TEST(verifies_vectors)
{
	static const char *const names[] = {"rfc7515-a2.jwt", "rfc7515-a3.jwt"};
	struct key_file set = whole_file("tests/data/token", "rfc7515.json");
	struct key_file token = whole_file("tests/data/token", names[_i]);
	set.is_set = true;
	((char *)token.text)[strcspn(token.text, "\n")] = '\0';
	expect(names[_i], token.text, &set, "good");
	release(&set);
	release(&token);
}
END_TEST

/* ---- what is refused ---- */

static const struct {
	const char *header; /* NULL: the usual one */
	const char *payload;
	const char *alg, *key; /* by which it is signed; NULL: RS256 by rsa */
	const char *behind;    /* what stands behind the token */
	const char *answer;
} forged[] = {
    {NULL, NULL, NULL, NULL, NULL, "good"},
    {"{\"alg\":\"none\"}", NULL, NULL, NULL, NULL, "token-unsupported: alg none: "},
    {"{\"alg\":\"NoNe\"}", NULL, NULL, NULL, NULL, "token-unsupported: alg none: "},
    {"{\"alg\":\"HS256\"}", NULL, NULL, NULL, NULL,
	"token-unsupported: alg \"HS256\": a secret that verifies can forge"},
    {"{\"alg\":\"rs256\"}", NULL, NULL, NULL, NULL,
	"token-unsupported: alg \"rs256\" is none of RS256, RS384"},
    {"{\"alg\":\"EdDSA\"}", NULL, NULL, NULL, NULL,
	"token-unsupported: alg \"EdDSA\" is none of"},
    {"{\"alg\":\"ES256\"}", NULL, "ES256", "P-256", NULL,
	"token-unsupported: alg ES256 of the token is none for this key, which is RSA"},
    {"{\"alg\":\"RS256\",\"crit\":[\"zzz\"],\"zzz\":1}", NULL, NULL, NULL, NULL,
	"token-unsupported: crit in the header asks for an extension"},
    {"{\"alg\":\"RS256\",\"b64\":false}", NULL, NULL, NULL, NULL,
	"token-unsupported: b64 in the header"},
    {"{\"alg\":\"RS256\",\"typ\":\"dpop+jwt\"}", NULL, NULL, NULL, NULL,
	"token-unsupported: typ \"dpop+jwt\" is none of JWT, at+jwt and logout+jwt"},
    {"{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"},\"jku\":\"https://a/\"}",
	NULL, NULL, NULL, NULL, "good"},
    {"{\"alg\":\"RS256\",\"alg\":\"RS256\"}", NULL, NULL, NULL, NULL,
	"token-malformed: the header has a name twice"},
    {"{\"typ\":\"JWT\"}", NULL, NULL, NULL, NULL,
	"token-malformed: the header has no alg"},
    {"{\"alg\":5}", NULL, NULL, NULL, NULL,
	"token-malformed: alg in the header is no string"},
    {"{\"alg\":\"RS256\",\"kid\":5}", NULL, NULL, NULL, NULL,
	"token-malformed: kid in the header is no string"},
    {NULL, "{\"sub\":\"a\",\"sub\":\"b\"}", NULL, NULL, NULL,
	"token-malformed: the payload has a name twice"},
    {NULL, "[1,2]", NULL, NULL, NULL, "token-malformed: the payload is no JSON object"},
    {NULL, "Payload", NULL, NULL, NULL, "token-malformed: the payload is not JSON"},
    {NULL, "{\"n\":123456789012345678901234567890}", NULL, NULL, NULL, "good"},
    {NULL, "{\"n\":\"\\u0000\"}", NULL, NULL, NULL, "good"},
    {NULL, NULL, "RS256", "other", NULL, "token-signature: "},
    {NULL, NULL, "RS512", "rsa", NULL, "token-signature: "},
    {NULL, NULL, "PS256", "rsa", NULL, "token-signature: "},
    {NULL, NULL, NULL, NULL, "!!", "token-malformed: the signature has a character"},
    {NULL, NULL, NULL, NULL, "\n", "token-malformed: the signature has a character"},
    {NULL, NULL, NULL, NULL, "AAAA", "token-signature: "},
    {NULL, NULL, NULL, NULL, "==", "token-malformed: the signature has padding"},
    {NULL, NULL, NULL, NULL, ".",
	"token-malformed: expected three segments with dots "
	"between them, got 4"},
    {NULL, NULL, NULL, NULL, ".a.b",
	"token-malformed: expected three segments with dots between them, got 5, as an "
	"encrypted token has"},
};

START_TEST(refuses_forged)
{
	const char *header =
	    forged[_i].header ? forged[_i].header : "{\"alg\":\"RS256\"}";
	const char *payload = forged[_i].payload ? forged[_i].payload : PAYLOAD;
	struct key_file file = whole_file(KEYS, "rsa-public.pem");
	char *token = sign(forged[_i].alg ? forged[_i].alg : "RS256",
	    forged[_i].key ? forged[_i].key : "rsa", header, payload);
	if (forged[_i].behind) {
		token = realloc(token, strlen(token) + strlen(forged[_i].behind) + 1);
		strcat(token, forged[_i].behind);
	}
	expect(header, token, &file, forged[_i].answer);
	free(token);
	release(&file);
}
END_TEST

/* a secret of HS256 that is the public key as its owner publishes it */
START_TEST(refuses_confusion)
{
	struct key_file file = whole_file(KEYS, "rsa-public.pem");
	unsigned char mac[64];
	size_t length = sizeof mac;
	char *token = unsigned_token("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", PAYLOAD);
	ck_assert(EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, file.text, file.length,
	    (unsigned char *)token, strlen(token), mac, sizeof mac, &length));
	char *encoded = base64url(mac, length);
	token = realloc(token, strlen(token) + strlen(encoded) + 2);
	strcat(strcat(token, "."), encoded);
	expect("HS256", token, &file, "token-unsupported: alg \"HS256\": ");
	free(encoded);
	free(token);
	release(&file);
}
END_TEST

START_TEST(refuses_forms)
{
	static const struct {
		const char *text;
		size_t length;
		const char *answer;
	} rows[] = {
	    {"", 0, "token-malformed: there is no token in it"},
	    {"a", 1,
		"token-malformed: expected three segments with dots between them, got 1"},
	    {"..", 2, "token-malformed: the header is not JSON"},
	    {"e30.e30.", 8, "token-malformed: the header has no alg"},
	    {"e30.e30.A", 9, "token-malformed: the signature is cut short"},
	    {"e30.e30.AB", 10,
		"token-malformed: the signature ends in bits that are not zero"},
	    {"e31.e30.AA", 10,
		"token-malformed: the header ends in bits that are not zero"},
	    {"e30.e3 0.AA", 11, "token-malformed: the payload has a character"},
	    {"e30.e30.AA\0", 11, "token-malformed: the token has a NUL in it"},
	    {"\xef\xbb\xbf"
	     "e30.e30.AA",
		13, "token-malformed: expected the token alone, got a byte order mark"},
	};
	struct key_file file = whole_file(KEYS, "rsa-public.pem");
	for (size_t i = 0; i < countof(rows); i++) {
		char *answer = ask(rows[i].text, rows[i].length, &file);
		ck_assert_msg(
		    strncmp(answer, rows[i].answer, strlen(rows[i].answer)) == 0,
		    "%zu: expected \"%s\", got \"%s\"", i, rows[i].answer, answer);
		free(answer);
	}
	release(&file);
}
END_TEST

/* a token of exactly so many bytes, which blanks in the header help to reach */
static char *
sign_long(size_t wanted)
{
	for (int blanks = 0; blanks < 4; blanks++) {
		char header[64];
		snprintf(header, sizeof header, "{\"alg\":\"RS256\"%*s}", blanks, "");
		size_t rest = wanted - 2 - 342 - (strlen(header) * 4 + 2) / 3;
		char *payload = malloc(wanted);
		for (size_t length = rest / 4 * 3; length < rest; length++) {
			if ((length * 4 + 2) / 3 != rest)
				continue;
			memset(payload, 'a', length);
			memcpy(payload, "{\"a\":\"", 6);
			memcpy(payload + length - 2, "\"}", 3);
			char *token = sign("RS256", "rsa", header, payload);
			free(payload);
			return token;
		}
		free(payload);
	}
	return NULL;
}

START_TEST(refuses_long)
{
	struct key_file file = whole_file(KEYS, "rsa-public.pem");
	char *token = sign_long(JWS_MOST);
	ck_assert_uint_eq(strlen(token), JWS_MOST);
	expect("64 KiB", token, &file, "good");
	free(token);
	token = sign_long(JWS_MOST + 1);
	ck_assert_uint_eq(strlen(token), JWS_MOST + 1);
	expect(
	    "and a byte", token, &file, "token-malformed: the token has more than 65536");
	free(token);
	token = malloc(9000001);
	memset(token, 'A', 9000000);
	token[9000000] = '\0';
	token[10] = token[20] = '.';
	expect("9 MB", token, &file, "token-malformed: the token has more than 65536");
	free(token);
	release(&file);
}
END_TEST

/* ---- keys ---- */

static const struct {
	const char *file;
	const char *alg, *key;
	const char *answer;
} files[] = {
    {"rsa-public.pem", "RS256", "rsa", "good"},
    {"rsa-pkcs1.pem", "RS256", "rsa", "good"},
    {"rsa-certificate.pem", "PS512", "rsa", "good"},
    {"P-256-public.pem", "ES256", "P-256", "good"},
    {"P-384-public.pem", "ES256", "P-256",
	"token-unsupported: alg ES256 of the token is none for this key, which is EC P-384"},
    {"weak-public.pem", "RS256", "rsa",
	"token-key: an RSA key has 2048 to 16384 bits (RFC 7518 section 3.3), this one has "
	"1024"},
    {"secp256k1-public.pem", "ES256", "P-256", "token-key: an EC key is one of P-256"},
    {"ed25519-public.pem", "RS256", "rsa",
	"token-key: only RSA keys and those of elliptic"},
    {"rsa.pem", "RS256", "rsa", "token-key: expected a public key, got a private one"},
    {"rsa-private-pkcs1.pem", "RS256", "rsa",
	"token-key: expected a public key, got a priv"},
    {"rsa-encrypted.pem", "RS256", "rsa",
	"token-key: expected a public key, got a private"},
    {"rsa-encrypted-pkcs1.pem", "RS256", "rsa",
	"token-key: expected a public key, got a pr"},
    {"rsa-public-encrypted.pem", "RS256", "rsa",
	"token-key: expected a public key as it is, got an encrypted block"},
    {"rsa-public-private.pem", "RS256", "rsa",
	"token-key: expected a public key, got a pr"},
    {"rsa-certificate-private.pem", "RS256", "rsa",
	"token-key: expected a public key, got a pr"},
    {"rsa-public-private-cut.pem", "RS256", "rsa",
	"token-key: expected a public key, got a pr"},
    {"rsa-certificate-public.pem", "RS256", "rsa", "good"},
    {"rsa-cut.pem", "RS256", "rsa", "token-key: the PEM in it is broken: "},
    {"../../tests/data/token/jwks.json", "RS256", "rsa",
	"token-key: expected PEM, got JSON"},
};

START_TEST(reads_pem)
{
	char header[32];
	struct key_file file = strchr(files[_i].file, '/')
	    ? whole_file("tests/data/token", "jwks.json")
	    : whole_file(KEYS, files[_i].file);
	snprintf(header, sizeof header, "{\"alg\":\"%s\"}", files[_i].alg);
	char *token = sign(files[_i].alg, files[_i].key, header, PAYLOAD);
	expect(files[_i].file, token, &file, files[_i].answer);
	free(token);
	release(&file);
}
END_TEST

static const struct {
	const char *set;
	const char *kid; /* of the token, or NULL */
	const char *answer;
} sets[] = {
    {"{\"keys\":[{\"kid\":\"b\",@other},{\"kid\":\"a\",@rsa}]}", "a", "good"},
    {"{\"keys\":[{\"kid\":\"b\",@other},{\"kid\":\"\\u0061\",@rsa}]}", "a", "good"},
    {"{\"keys\":[{\"kid\":\"b\",@rsa},{\"kid\":\"a\",@other}]}", "a",
	"token-signature: "},
    {"{\"keys\":[{\"kid\":\"A\",@rsa}]}", "a",
	"token-key: no key \"a\" among 1 (rotated?"},
    {"{\"keys\":[{@rsa}]}", "a", "token-key: no key \"a\" among 1, as none has a kid; "},
    {"{\"keys\":[{@rsa},{\"kid\":\"b\",@other}]}", "a",
	"token-key: no key \"a\" among 2 (rotated?"},
    {"{\"keys\":[]}", "a", "token-key: no key \"a\" among 0 (rotated?"},
    {"{\"keys\":[{@rsa}]}", NULL, "good"},
    {"{\"keys\":[{@P-256},5,{@rsa}]}", NULL, "good"},
    {"{\"keys\":[{@other},{@rsa}]}", NULL,
	"token-key: the token names no key, and 2 of them fit alg RS256"},
    {"{\"keys\":[{\"kid\":\"a\",@other},{\"kid\":\"a\",@rsa}]}", "a",
	"token-key: the token names one key, and 2 of them fit alg RS256"},
    {"{\"keys\":[{\"kid\":\"a\",@P-256},{\"kid\":\"a\",@rsa}]}", "a", "good"},
    {"{\"keys\":[{@P-256},{@P-384}]}", NULL, "token-key: none of 2 keys fits alg RS256"},
    {"{\"keys\":[{\"alg\":\"RS256\",@rsa}]}", NULL, "good"},
    {"{\"keys\":[{\"alg\":\"RS512\",@rsa}]}", NULL,
	"token-unsupported: alg RS256 of the token is none for this key, which is for "
	"\"RS512\""},
    {"{\"keys\":[{@P-256}]}", NULL,
	"token-unsupported: alg RS256 of the token is none for this key, which is EC P-256"},
    {"{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}", NULL,
	"token-key: expected public keys, got a private one: /keys/0 has k; "},
    {"{\"keys\":[{\"kty\":\"oct\"}]}", NULL,
	"token-unsupported: alg RS256 of the token is none for this key, which is oct"},
    {"{\"keys\":[{\"use\":\"sig\",\"key_ops\":[\"verify\"],@rsa}]}", NULL, "good"},
    {"{\"keys\":[{\"use\":\"enc\",@rsa}]}", NULL,
	"token-key: the key is not for verifying"},
    {"{\"keys\":[{\"key_ops\":[\"sign\"],@rsa}]}", NULL,
	"token-key: the key is not for v"},
    {"{\"keys\":[{\"key_ops\":\"verify\",@rsa}]}", NULL,
	"token-key: the key is not for v"},
    {"{\"keys\":[{\"d\":\"AQAB\",@rsa}]}", NULL,
	"token-key: expected public keys, got a private one: /keys/0 has d; "},
    /* also where it is not the one that is meant */
    {"{\"keys\":[{\"kid\":\"a\",@rsa},{\"kid\":\"b\",\"qi\":\"AQAB\",@other}]}", "a",
	"token-key: expected public keys, got a private one: /keys/1 has qi; "},
    {"{\"keys\":[{@weak}]}", NULL, "token-key: an RSA key has 2048 to 16384 bits"},
    {"{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\"}]}", NULL,
	"token-key: n and e of an RSA"},
    {"{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQ==\",\"e\":\"AQAB\"}]}", NULL,
	"token-key: n and e of an RSA"},
    {"{\"keys\":[{@rsa,\"kty\":\"RSA\"}]}", NULL, "token-key: a name stands twice"},
    {"{@rsa}", NULL,
	"token-key: expected a key set, an object with an array \"keys\" (RFC 7517 section "
	"5), got one key; put it into a set: {\"keys\": [{...}]}"},
    {"{\"d\":\"AQAB\",@rsa}", NULL,
	"token-key: expected a key set, an object with an array \"keys\" (RFC 7517 section "
	"5), got one key, a private one"},
    {"{\"keys\":{}}", NULL, "token-key: expected a key set"},
    {"[]", NULL, "token-key: expected a key set"},
    {"-----BEGIN PUBLIC KEY-----", NULL,
	"token-key: expected a key set (JSON), got PEM; "},
    {"\xef\xbb\xbf\n-----BEGIN CERTIFICATE-----", NULL,
	"token-key: expected a key set (JSON), got PEM; "},
    {"Subject: CN = a\n-----BEGIN CERTIFICATE-----", NULL,
	"token-key: expected a key set (JSON), got PEM; "},
    {" {\"a\": \"-----BEGIN PUBLIC KEY-----\n", NULL,
	"token-key: expected the closing quote of a string"},
};

START_TEST(chooses_key)
{
	char header[64] = "{\"alg\":\"RS256\"}";
	struct key_file file = key_set(sets[_i].set);
	if (sets[_i].kid)
		snprintf(header, sizeof header, "{\"alg\":\"RS256\",\"kid\":\"%s\"}",
		    sets[_i].kid);
	char *token = sign("RS256", "rsa", header, PAYLOAD);
	expect(sets[_i].set, token, &file, sets[_i].answer);
	free(token);
	release(&file);
}
END_TEST

/* what is wrong with the numbers of a key, for a signature that is good */
START_TEST(refuses_numbers)
{
	static const struct {
		const char *alg, *key;
		const char *name; /* of the member */
		const char
		    *value; /* that takes its place; NULL: its last byte is another */
		const char *answer;
	} rows[] = {
	    {"ES256", "P-256", "x", NULL,
		"token-key: the point of the EC key is not on its"},
	    {"ES256", "P-256", "y", "AQAB",
		"token-key: x and y of an EC key are base64url"},
	    {"ES512", "P-521", "y", NULL,
		"token-key: the point of the EC key is not on its"},
	    {"RS256", "rsa", "e", "AQ", "token-key: the modulus and the exponent"},
	    {"RS256", "rsa", "e", "Ag", "token-key: the modulus and the exponent"},
	    {"RS256", "rsa", "e", "AQAAAAAAAAAB", "token-key: n and e of an RSA key"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		char set[64], header[32], member[8];
		snprintf(set, sizeof set, "{\"keys\":[{@%s}]}", rows[i].key);
		snprintf(header, sizeof header, "{\"alg\":\"%s\"}", rows[i].alg);
		snprintf(member, sizeof member, "\"%s\":\"", rows[i].name);
		struct key_file file = key_set(set);
		char *at = strstr(file.text, member) + strlen(member);
		struct buffer text = {0};
		buffer_add(&text, file.text, (size_t)(at - file.text));
		if (rows[i].value) {
			buffer_say(&text, rows[i].value);
			at += strcspn(at, "\"");
		} else {
			buffer_say(&text, at[0] == 'B' ? "C" : "B");
			at++;
		}
		buffer_add(&text, at, file.length - (size_t)(at - file.text));
		struct key_file changed = {text.text, text.length, true};
		char *token = sign(rows[i].alg, rows[i].key, header, PAYLOAD);
		expect(rows[i].answer, token, &changed, rows[i].answer);
		free(token);
		free(text.text);
		release(&file);
	}
}
END_TEST

START_TEST(refuses_many_keys)
{
	struct buffer text = {0};
	char *token = sign("RS256", "rsa", "{\"alg\":\"RS256\"}", PAYLOAD);
	char *members = jwk_members("rsa");
	for (size_t count = 100; count <= 101; count++) {
		text.length = 0;
		buffer_format(&text, "{\"keys\":[{%s}", members);
		for (size_t i = 1; i < count; i++)
			buffer_say(&text, ",{}");
		buffer_say(&text, "]}");
		struct key_file file = {text.text, text.length, true};
		expect("many", token, &file,
		    count == 100 ? "good" : "token-key: a key set of more than 100 keys");
	}
	text.length = 0;
	while (text.length <= PEM_MOST)
		buffer_say(&text, "# -----BEGIN NOTHING-----\n");
	struct key_file large = {text.text, text.length, false};
	expect("large", token, &large, "token-key: the key has more than 65536 bytes");
	free(members);
	free(token);
	free(text.text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("token");
	TCase *verified = tcase_create("verified"), *refused = tcase_create("refused");
	TCase *keys = tcase_create("keys");
	tcase_add_loop_test(verified, verifies, 0, (int)countof(algorithms));
	tcase_add_loop_test(verified, verifies_vectors, 0, 2);
	tcase_add_loop_test(refused, refuses_forged, 0, (int)countof(forged));
	tcase_add_test(refused, refuses_confusion);
	tcase_add_test(refused, refuses_forms);
	tcase_add_test(refused, refuses_long);
	tcase_add_loop_test(keys, reads_pem, 0, (int)countof(files));
	tcase_add_loop_test(keys, chooses_key, 0, (int)countof(sets));
	tcase_add_test(keys, refuses_numbers);
	tcase_add_test(keys, refuses_many_keys);
	suite_add_tcase(suite, verified);
	suite_add_tcase(suite, refused);
	suite_add_tcase(suite, keys);
	return run_suite(suite);
}
