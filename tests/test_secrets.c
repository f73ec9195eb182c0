/*
 * What of the command knows a secret: cmd/secret_names.c, secrets.c, jose.c, mask.c,
 * harmless.c and harmless_http.c. Each text is asked for in a room of its own size, so
 * that a sanitizer sees what reads behind it.
 */
#include "../cmd/harmless.h"
#include "../cmd/harmless_http.h"
#include "../cmd/jose.h"
#include "../cmd/mask.h"
#include "../cmd/secret_broken.h"
#include "../cmd/secret_names.h"
#include "../cmd/secrets.h"
#include "encode.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define S "hunter2hunter2"
#define MASK "redactedabcdefghijklmnopqrstuvwx"

static bool
ask(bool question(const char *, size_t), const char *text, size_t length)
{
	char *room = xrealloc(NULL, length + 1, 1);
	memcpy(room + 1, text, length);
	bool answer = question(room + 1, length);
	free(room);
	return answer;
}

static bool
asked(bool question(const char *, size_t), const char *text)
{
	return ask(question, text, strlen(text));
}

/* all that a text begins and ends with, whatever the answer is */
static void
ask_parts(bool question(const char *, size_t), const char *text)
{
	size_t length = strlen(text);
	for (size_t i = 0; i <= length; i++) {
		ask(question, text, i);
		ask(question, text + i, length - i);
	}
}

START_TEST(names)
{
	static const char *const known[][2] = {{"access_token", "access_token"},
	    {"accessToken", "access_token"}, {"Refresh-Token", "refresh_token"},
	    {"AUTHORIZATION", "authorization"}, {"clientSecret", "client_secret"},
	    {"AUTH0_CLIENT_SECRET", "client_secret"}, {"myIdToken", "id_token"},
	    {"Proxy-Authorization", "authorization"}};
	static const char *const others[] = {
	    "", "access_tokens", "refresh_token_id", "token", "invalid_token", "access"};
	for (size_t i = 0; i < COUNT(known); i++)
		ck_assert_str_eq(
		    secret_named(known[i][0], strlen(known[i][0])), known[i][1]);
	for (size_t i = 0; i < COUNT(others); i++)
		ck_assert_ptr_null(secret_named(others[i], strlen(others[i])));
	ck_assert_str_eq(secret_paired("X-Api-Key", 9), "x_api_key");
	ck_assert_str_eq(secret_paired("id_token", 8), "id_token");
	ck_assert_str_eq(secret_paired("X-Auth-Token", 12), "auth_token");
	ck_assert_ptr_null(secret_paired("key", 3));
	ck_assert_ptr_null(secret_paired("tokens", 6));
	ck_assert_str_eq(secret_has_pairs("BEARER", 6), "bearer");
	ck_assert_str_eq(secret_has_pairs("multiValueHeaders", 17), "headers");
	ck_assert_ptr_null(secret_has_pairs("Bearer ", 7));
	ck_assert_str_eq(secret_has_cookies("Cookies", 7), "cookies");
	ck_assert_ptr_null(secret_has_cookies("cookie_domain", 13));
}
END_TEST

/* wherever a name stands in a text that has no other, its end is found */
START_TEST(name_ends)
{
	static const char *const texts[] = {"access_token", "refresh-token", "idToken",
	    "MFA_TOKEN", "authorization", "clientsecret"};
	for (size_t before = 0; before < 40; before++) {
		for (size_t i = 0; i < COUNT(texts); i++) {
			char text[80];
			bool is_name = false;
			int length = snprintf(text, sizeof text, "%.*s %s.x", (int)before,
			    "a token, an id and the authorisation, and more", texts[i]);
			const char *end = secret_name_end(text, text + length, &is_name);
			ck_assert_ptr_eq(end, text + length - 2);
			ck_assert(is_name);
		}
	}
}
END_TEST

START_TEST(sets_a_secret)
{
	static const char *const texts[] = {"refresh_token=" S, "refresh_token: " S,
	    "\"refreshToken\" : \"" S "\"", "\\\"id_token\\\":\\\"" S "\\\"",
	    "{'id_token': '" S "'}", "id_token=>" S, "id_token = `" S "`",
	    "<id_token>" S "</id_token>", "id_token%3D" S, "?a=1&myIdToken=" S,
	    "id_token=[\"" S "\"]", "client_secret=p!ssw0rd",
	    "id_token=abcdefghijklmnopqrstuvw", "id_token=" S MASK,
	    "Authorization: DPoP  " S, "Authorization: OAuth a=\"b\", c=\"" S "\"",
	    "authorization: Digest a=b,c=" S, "id_token, [\"" S,
	    "Authorization:Bearer  " S, "Bearer " S, " bearer " S "==\n",
	    "as Bearer " S S, "Basic dXNlcjpwYXNz", "as basic dXNlcjpwYXNz",
	    "Bearer%20" S, "\\nid_token=" S, "%3Fid_token=" S,
	    "id_token=ID_TOKEN&id_token=" S, "id_token:\r\n  " S,
	    "authorization: Bearer \\\"" S "\\\"", "a://authorization:" S "@b/",
	    "password=" S, "token=" S, "https://a/?api-key=" S, "a=b&token=" S,
	    "a=b%26xApiKey=" S};
	for (size_t i = 0; i < COUNT(texts); i++) {
		ck_assert_msg(asked(secrets_are_set_in, texts[i]), "%s", texts[i]);
		char document[80];
		snprintf(document, sizeof document, "\"%s\"", texts[i]);
		ck_assert_msg(asked(secrets_may_be_in, document), "%s", texts[i]);
		ask_parts(secrets_are_set_in, texts[i]);
		ask_parts(secrets_in_line, texts[i]);
		ask_parts(secret_reaches_behind, texts[i]);
	}
}
END_TEST

START_TEST(sets_none)
{
	static const char *const texts[] = {"", "refresh_token",
	    "refresh_token=", "the refresh_token " S, "invalid_token: " S,
	    "invalidToken: " S, "refresh_token_id=" S, "refresh_token=none",
	    "refresh_token: 2026-11-25", "id_token: 2026-11-25T16:00:00.5Z",
	    "access_token: https://a.example/v2/", "http://authorization:8080/api",
	    "authorization:8080", "a.b/authorization:v1.23.456", "id_token=" MASK,
	    "id_token={{id_token_2}}", "id_token=${ID_TOKEN_2}", "Bearer tokens",
	    "Bearer " MASK, "Bearer realm=\"a1234567\"", "a bearer token2024",
	    "Basic plan-2024/Q4", "Basic information2024", "Basic realm=a1234567",
	    "id_token=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0." MASK,
	    "grant_type=refresh_token&client_id=" S, "?page_token=" S, "the token=" S,
	    "password=", "?tokens=" S, "?token: " S};
	for (size_t i = 0; i < COUNT(texts); i++)
		ck_assert_msg(!asked(secrets_are_set_in, texts[i]), "%s", texts[i]);
}
END_TEST

/* the same text many times */
static char *
repeat(const char *text, size_t times)
{
	size_t length = strlen(text);
	char *all = malloc(length * times);
	ck_assert_ptr_nonnull(all);
	for (size_t i = 0; i < times; i++)
		memcpy(all + i * length, text, length);
	return all;
}

/* each of many names, or of what may begin a scheme, has all of the others behind it:
 * quadratic work would not end in time; what nobody writes is taken for a secret */
START_TEST(passes_many_names)
{
	enum { MANY = 200000 };
	static const struct {
		const char *one;
		bool set, broken;
	} texts[] = {
	    {"authorization=x ", false, false},
	    {"authorization=", true, false},
	    {"[authorization=", true, true},
	    {"[authorization= ", false, true},
	    {"b.", false, false},
	    {"basic b.", false, false},
	};
	size_t length = MANY * strlen(texts[_i].one);
	char *text = repeat(texts[_i].one, MANY);
	ck_assert(secrets_are_set_in(text, length) == texts[_i].set);
	ck_assert(secret_in_broken(text, length) == texts[_i].broken);
	free(text);
}
END_TEST

START_TEST(reaches_behind)
{
	static const char *const open[] = {"\"id_token\"",
	    "\"id_token\":", "{\"id_token\":[", "{\"id_token\":\"x",
	    "{\"id_token\":{\"a\":1,", "{\"id_token\":\"x\n\"}"};
	static const char *const closed[] = {"", "{\"id_token\":\"x\",",
	    "{\"id_token\":[1]}", "the id_token of", "{\"invalid_token\":"};
	for (size_t i = 0; i < COUNT(open); i++)
		ck_assert_msg(asked(secret_reaches_behind, open[i]), "%s", open[i]);
	for (size_t i = 0; i < COUNT(closed); i++)
		ck_assert_msg(!asked(secret_reaches_behind, closed[i]), "%s", closed[i]);
}
END_TEST

START_TEST(stands_in)
{
	static const char *const yes[] = {"***", "********1234", "[removed]", "<token>",
	    "{{token}}", "${ID_TOKEN_2}", "%TOKEN%", "$TOKEN", "Bearer .+", "REDACTED",
	    "id_token", "<your-256-bit-secret>", ("Bearer " MASK)};
	static const char *const no[] = {S, ("[" S "]"), "<abcdefghijklmnopqrstuvwxyz>",
	    "{\"a\":\"b\"}", "[\"Bearer a\"]", "$upersecretpassword", "$hunter2",
	    "***12345", (S MASK), ("[" S)};
	for (size_t i = 0; i < COUNT(yes); i++)
		ck_assert_msg(secrets_is_stand_in("id_token", yes[i], strlen(yes[i])),
		    "%s", yes[i]);
	for (size_t i = 0; i < COUNT(no); i++)
		ck_assert_msg(
		    !secrets_is_stand_in("id_token", no[i], strlen(no[i])), "%s", no[i]);
	ck_assert(asked(secrets_is_word, "changeme"));
	ck_assert(asked(secrets_is_word, "Bearer removed"));
	ck_assert(!asked(secrets_is_word, "hunter2"));
	ck_assert(!asked(secrets_is_word, "Basic dXNlcjpwYXNz"));
}
END_TEST

/* ---- tokens ---- */

static struct buffer
token(const char *header)
{
	struct buffer b = {0};
	encode(&b, header, strlen(header));
	buffer_say(&b, ".eyJzdWIiOiJhIn0.c2lnbmF0dXJl");
	return b;
}

/* whatever is glued to it, and however its header is written */
START_TEST(finds_tokens)
{
	static const char *const headers[] = {"{\"alg\":\"RS256\"}",
	    " {\"alg\":\"RS256\"}", "{\n \"typ\":1,\"alg\" : \"x\"}"};
	static const char *const around[] = {
	    "", "a", "ab", "token_", "https://a/?t=", "1.2."};
	for (size_t i = 0; i < COUNT(headers); i++) {
		for (size_t k = 0; k < COUNT(around); k++) {
			struct buffer t = token(headers[i]), b = {0};
			struct jose j;
			buffer_say(&b, around[k]);
			buffer_add(&b, t.text, t.length);
			buffer_say(&b, "&x");
			ck_assert(jose_find(b.text, b.length, &j));
			ck_assert_uint_eq(j.length, t.length);
			ck_assert_mem_eq(j.text, t.text, t.length);
			ck_assert_uint_eq(j.signature_length, strlen("c2lnbmF0dXJl"));
			ck_assert(jose_is(t.text, t.length, &j));
			ck_assert(!jose_is(b.text, b.length, &j));
			free(t.text);
			free(b.text);
		}
	}
}
END_TEST

START_TEST(finds_no_tokens)
{
	static const char *const headers[] = {
	    "{\"typ\":\"JWT\"}", "{\"alg\":5}", "[\"alg\"]", "{\"alg\":\"x\""};
	struct jose j;
	for (size_t i = 0; i < COUNT(headers); i++) {
		struct buffer t = token(headers[i]);
		ck_assert_msg(!jose_find(t.text, t.length, &j), "%s", headers[i]);
		free(t.text);
	}
	ck_assert(jose_begins_in("x eyJhbGciOiJSUzI1", 18));
	ck_assert(!jose_begins_in("eyJuZXh0IjoiY3Vyc29yIn0", 23));
}
END_TEST

/* ---- masks ---- */

static const struct {
	const char *text;
	enum mask_form form;
} texts[] = {
    {S, MASK_USUAL},
    {"", MASK_USUAL},
    {"auth0|5f1e", MASK_USUAL},
    {"acme|5f1e", MASK_USER},
    {"198.51.100.7", MASK_USUAL},
    {"2001:db9::1", MASK_USUAL},
    {"AS64999", MASK_NUMBER},
    {"64999", MASK_NUMBER},
    {MASK "x", MASK_USUAL},
    {"acme.auth0.com", MASK_HOST},
    {"198.51.100.7", MASK_HOST},
    {MASK, MASK_HOST},
    {MASK ".com", MASK_HOST},
    {"6F1c9a52-3a0e-4f0b-9d7e-0c1d2e3f4a5b", MASK_USUAL},
    {"6F1c9a52-3a0e-4f0b-9d7e-0c1d2e3f4a5", MASK_USUAL},
    {"72656461-6374-7f0b-9d7e-0c1d2e3f4a5b", MASK_USUAL},
    {"6F1c9a52-3a0e-4f0b-9d7e-0c1d2e3f4a5b", MASK_SECRET},
};

/* of its form, always the same, and one that stays */
START_TEST(masks)
{
	mask_open(NULL);
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct buffer once = {0}, again = {0}, twice = {0};
		const char *text = texts[i].text;
		mask_add(&once, text, strlen(text), texts[i].form);
		mask_add(&again, text, strlen(text), texts[i].form);
		mask_add(&twice, once.text, once.length, texts[i].form);
		ck_assert_uint_eq(once.length, again.length);
		ck_assert_mem_eq(once.text, again.text, once.length);
		ck_assert_uint_eq(once.length, twice.length);
		ck_assert_mem_eq(once.text, twice.text, once.length);
		ck_assert(once.length != strlen(text) ||
		    memcmp(once.text, text, once.length) != 0);
		free(once.text);
		free(again.text);
		free(twice.text);
	}
	ck_assert(mask_is(MASK, MASK_LENGTH));
	ck_assert(!mask_is(MASK "x", MASK_LENGTH + 1));
	ck_assert(!mask_is("redacted189defghijklmnopqrstuvwx", MASK_LENGTH));
}
END_TEST

/* ---- what anybody may see ---- */

/* {"NAME": ...}, and whether a string is harmless there */
static bool
is_harmless(const char *object, bool closed)
{
	struct jschema_document *d = jschema_document_new();
	ck_assert(jschema_document_read(d, object, strlen(object), NULL, NULL, NULL));
	struct jschema_item item;
	ck_assert(jschema_first(jschema_root(d), &item));
	struct place place = {.name = item.key, .closed = closed};
	size_t length;
	const char *text = jschema_text(item.value, &length);
	bool harmless = harmless_is(&place, jschema_kind(item.value), text, length);
	jschema_document_free(d);
	return harmless;
}

START_TEST(harmless)
{
	ck_assert(is_harmless("{\"created_at\":\"2026-11-25T16:00:00Z\"}", false));
	ck_assert(!is_harmless("{\"created_at\":\"2026-11-25T16:00:00Z\"}", true));
	ck_assert(!is_harmless("{\"created_at\":\"today\"}", false));
	ck_assert(is_harmless("{\"error\":\"invalid_token\"}", false));
	ck_assert(!is_harmless("{\"error\":\"invalid_hunter\"}", false));
	ck_assert(is_harmless("{\"expires_in\":86400}", false));
	ck_assert(!is_harmless("{\"expires_in\":15551234567}", false));
	ck_assert(is_harmless("{\"x\":\"base64\"}", true));
	ck_assert(!is_harmless("{\"x\":\"x\"}", false));
	ck_assert(is_harmless("{\"x\":\"text/html\"}", false));
	ck_assert(!is_harmless("{\"x\":\"text/html\"}", true));
	ck_assert(is_harmless("{\"method\":\"PATCH\"}", false));
	ck_assert(!is_harmless("{\"name\":\"accept\"}", false));
}
END_TEST

/* words of HTTP, and what is nearly one */
START_TEST(of_http)
{
	static const struct {
		bool (*question)(const char *, size_t);
		const char *yes[4], *no[8];
	} words[] = {
	    {http_is_words,
		{"application/json; charset=utf-8", "text/html, */*;q=0.8", "h2",
		    "gzip, br"},
		{"", ";", "application/jane", "jane/json", "json", "text/html;jane=roe",
		    "q=2", "q=0.1234567"}},
	    {http_is_header, {"Accept", "x-request-id", ":path", "ACCEPT"},
		{"", "accep", "accepts", "x-jane-roe", "x-", "redacted", "jane", "-"}},
	    {http_is_status, {"200", "404", "100", "599"},
		{"", "20", "2000", "600", "0200", "2x0", "-20", "099"}},
	    {http_is_port, {"443", "8080", "1", "65535"},
		{"", "100000", "-1", "4x", "x", " 80", "80 ", "8.0"}},
	    {http_is_measure, {"-1", "0", "12345678", "0.12345678901234567"},
		{"", "-", "123456789", "1e5", "1.", ".5", "0.123456789012345678", "--1"}},
	    {http_is_version, {"1.2", "1", "10.15.7", "537.36"},
		{"1.2-jane", "x", "123456789", "1 2", "v1", "-1", "1,2", "1.2.3.4.5"}},
	    {http_is_segment, {"api", "v2", "refresh-tokens", ".well-known"},
		{"", "apis", "ap", "V2", "jane", "rt_1", "api/v2", "refresh-token"}},
	    {http_is_parameter, {"user_id", "take", "page", "sort"},
		{"", "user", "user_ids", "access_token", "jane", "code", "state", "tak"}},
	    {http_is_setting, {"50", "true", "false", "0"},
		{"", "1000", "tru", "-1", "5x", "TRUE", "jane", "77777777"}},
	};
	for (size_t i = 0; i < COUNT(words); i++) {
		for (size_t k = 0; k < COUNT(words[i].yes); k++) {
			ck_assert_msg(asked(words[i].question, words[i].yes[k]), "%s",
			    words[i].yes[k]);
			ask_parts(words[i].question, words[i].yes[k]);
		}
		for (size_t k = 0; k < COUNT(words[i].no); k++) {
			ck_assert_msg(!asked(words[i].question, words[i].no[k]), "%s",
			    words[i].no[k]);
			ask_parts(words[i].question, words[i].no[k]);
		}
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("secrets");
	TCase *all = tcase_create("all");
	tcase_add_test(all, names);
	tcase_add_test(all, name_ends);
	tcase_add_test(all, sets_a_secret);
	tcase_add_test(all, sets_none);
	tcase_add_loop_test(all, passes_many_names, 0, 4);
	tcase_add_test(all, reaches_behind);
	tcase_add_test(all, stands_in);
	tcase_add_test(all, finds_tokens);
	tcase_add_test(all, finds_no_tokens);
	tcase_add_test(all, masks);
	tcase_add_test(all, harmless);
	tcase_add_test(all, of_http);
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
