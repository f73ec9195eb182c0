/*
 * cmd/token/claims.c: what a token is, and each claim beside its member. Nothing is
 * verified here, so that the tokens have no signatures.
 */
#include "../cmd/token/claims.h"
#include "encode.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

enum { NOW = 1800000000 };

/* a token, what it says, a record or none, and what came of the two */
struct scene {
	struct jws jws;
	struct claims claims;
	struct jschema_document *record;
	struct comparisons list;
};

/* with these claims and a typ, and an empty signature; NULL, or why it is refused */
static const char *
scene_open(struct scene *s, const struct options *o, const char *typ, const char *payload,
    const char *record)
{
	static char reason[256];
	struct buffer token = {0};
	struct refusal refusal = {0};
	char header[64];
	*s = (struct scene){.record = jschema_document_new()};
	snprintf(header, sizeof header, "{\"alg\":\"RS256\",\"typ\":\"%s\"}", typ);
	encode(&token, header, strlen(header));
	buffer_say(&token, ".");
	encode(&token, payload, strlen(payload));
	buffer_say(&token, ".");
	ck_assert(
	    jschema_document_read(s->record, record, strlen(record), NULL, NULL, NULL));
	bool good = jws_read(&s->jws, token.text, token.length, &refusal) &&
	    claims_open(&s->claims, &s->jws, o, &refusal);
	snprintf(reason, sizeof reason, "%.*s", (int)refusal.message.length,
	    refusal.message.length ? refusal.message.text : "");
	free(token.text);
	refusal_free(&refusal);
	return good ? NULL : reason;
}

static void
scene_compare(struct scene *s)
{
	claims_compare(&s->claims, jschema_root(s->record), &s->list);
}

static void
scene_close(struct scene *s)
{
	comparisons_free(&s->list);
	claims_close(&s->claims);
	jschema_document_free(s->record);
	jws_free(&s->jws);
}

static void
describe(struct buffer *b, const struct comparisons *list)
{
	static const char marks[] = {'=', '!', '?'};
	for (size_t i = 0; i < list->count; i++) {
		const struct comparison *c = &list->list[i];
		buffer_format(b, "%s%s%c%s", b->length ? " " : "", c->claim,
		    marks[c->result], c->member);
		ck_assert_int_eq(c->text.length > 0, c->result == RESULT_NOT_COMPARABLE);
		if (c->result != RESULT_MATCH && strcmp(c->member, "--now") == 0)
			ck_assert_uint_gt(c->message.length, 0);
		if (c->result == RESULT_DIFFERS)
			ck_assert_uint_gt(c->message.length, 0);
	}
}

/* ---- beside a record ---- */

#define ID "\"sub\":\"auth0|1\",\"aud\":\"app\",\"sid\":\"s1\",\"iat\":1786752000"
#define APP \
	"\"sub\":\"auth0|1\",\"aud\":[\"https://a/\",\"https://t/userinfo\"],\"azp\":\"app\""
#define RECORD                                                                 \
	"\"user_id\":\"auth0|1\",\"client_id\":\"app\",\"session_id\":\"s1\"," \
	"\"created_at\":\"2026-08-15T00:00:00Z\""
#define SERVERS                                                                 \
	"\"resource_servers\":[{\"audience\":\"https://b/\",\"scopes\":\"x\"}," \
	"{\"audience\":\"https://a/\",\"scopes\":\"read write\"}]"
#define LOGOUT "\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":{}}"

static const struct {
	const char *typ;
	const char *payload; /* without braces, as the record is */
	const char *record;
	const char *kind;
	const char *rows; /* = match, ! differs, ? not comparable */
} rows[] = {
    {"JWT", ID, RECORD, "ID token",
	"sub=user_id sid=session_id aud=client_id iat=created_at"},
    {"JWT", ID ",\"sub\":\"auth0|1\"", RECORD, NULL, NULL},
    /* each alone */
    {"JWT", ID, "\"user_id\":\"auth0|2\",\"client_id\":\"app\",\"session_id\":\"s1\"",
	"ID token", "sub!user_id sid=session_id aud=client_id iat?created_at"},
    {"JWT", ID, "\"user_id\":\"auth0|1\",\"client_id\":\"app\",\"session_id\":\"S1\"",
	"ID token", "sub=user_id sid!session_id aud=client_id iat?created_at"},
    {"JWT", ID, "\"user_id\":\"auth0|1\",\"client_id\":\"ap\",\"session_id\":\"s1\"",
	"ID token", "sub=user_id sid=session_id aud!client_id iat?created_at"},
    {"JWT", ID, "\"created_at\":\"2026-08-15T00:01:00.000Z\"", "ID token",
	"sub?user_id sid?session_id aud?client_id iat=created_at"},
    {"JWT", ID, "\"created_at\":\"2026-08-15T00:01:01Z\"", "ID token",
	"sub?user_id sid?session_id aud?client_id iat!created_at"},
    {"JWT", "\"iat\":1786752000000", RECORD, "ID token",
	"sub?user_id sid?session_id aud?client_id iat?created_at"},
    /* null, of another type, absent */
    {"JWT", ID,
	"\"user_id\":\"auth0|1\",\"client_id\":7,\"session_id\":null,\"created_at\":{}",
	"ID token", "sub=user_id sid?session_id aud?client_id iat?created_at"},
    {"JWT", "\"sub\":7,\"aud\":{}", RECORD, "ID token",
	"sub?user_id sid?session_id aud?client_id iat?created_at"},
    {"JWT", "\"sub\":\"\",\"aud\":\"\"", "\"user_id\":\"\",\"client_id\":\"x\"",
	"ID token", "sub=user_id sid?session_id aud!client_id iat?created_at"},
    {"JWT", "\"sub\":[\"auth0|1\"],\"sid\":[\"s1\"]", RECORD, "ID token",
	"sub?user_id sid?session_id aud?client_id iat?created_at"},
    /* the same characters, written in two ways, and one that ends in a NUL */
    {"JWT", "\"sub\":\"\\u0061uth0|1\",\"sid\":\"s1\\u0000\"", RECORD, "ID token",
	"sub=user_id sid!session_id aud?client_id iat?created_at"},
    {"JWT", "\"sub\":\"auth0|1\",\"aud\":[\"x\",\"app\"],\"azp\":\"app\",\"nonce\":\"n\"",
	RECORD, "ID token", "sub=user_id sid?session_id aud=client_id iat?created_at"},
    {"JWT", "\"sub\":\"auth0|1\",\"aud\":[\"x\",\"y\"]", RECORD, "ID token",
	"sub=user_id sid?session_id aud!client_id iat?created_at"},
    {"JWT", "\"sub\":\"auth0|1\",\"aud\":[]", RECORD, "ID token",
	"sub=user_id sid?session_id aud!client_id iat?created_at"},
    {"JWT", LOGOUT "," ID, RECORD, "logout token",
	"sub=user_id sid=session_id aud=client_id iat=created_at"},
    {"logout+jwt", "\"sid\":\"s2\"", RECORD, "logout token",
	"sub?user_id sid!session_id aud?client_id iat?created_at"},
    /* access tokens */
    {"JWT", APP ",\"scope\":\"openid read\"", RECORD "," SERVERS, "access token",
	"sub=user_id azp=client_id aud=resource_servers scope=resource_servers iat?created_at "
	"iat?last_exchanged_at"},
    {"JWT", APP ",\"scope\":\"read delete\"", RECORD "," SERVERS, "access token",
	"sub=user_id azp=client_id aud=resource_servers scope!resource_servers iat?created_at "
	"iat?last_exchanged_at"},
    {"JWT", APP ",\"scope\":\"rea\"", RECORD ",\"resource_servers\":[]", "access token",
	"sub=user_id azp=client_id aud!resource_servers scope?resource_servers iat?created_at "
	"iat?last_exchanged_at"},
    {"JWT", "\"sub\":\"auth0|1\",\"aud\":\"https://c/\",\"azp\":\"ap\"",
	RECORD "," SERVERS, "access token",
	"sub=user_id azp!client_id aud!resource_servers scope?resource_servers iat?created_at "
	"iat?last_exchanged_at"},
    {"JWT",
	"\"aud\":[\"https://t/userinfo\"],\"gty\":\"refresh_token\",\"iat\":1786752000",
	SERVERS ",\"last_exchanged_at\":\"2026-08-14T23:59:00Z\"", "access token",
	"sub?user_id azp?client_id aud?resource_servers scope?resource_servers iat?created_at "
	"iat=last_exchanged_at"},
    {"JWT",
	"\"aud\":[\"https://t/userinfo\"],\"gty\":\"refresh_token\",\"iat\":1786752000",
	"\"last_exchanged_at\":\"2026-08-14T23:58:59Z\"", "access token",
	"sub?user_id azp?client_id aud?resource_servers scope?resource_servers iat?created_at "
	"iat!last_exchanged_at"},
    {"at+jwt",
	"\"sub\":\"auth0|1\",\"aud\":\"https://a/\",\"client_id\":\"app\",\"scope\":"
	"\"write\"",
	RECORD "," SERVERS, "RFC 9068 access token",
	"sub=user_id client_id=client_id aud=resource_servers scope=resource_servers "
	"iat?created_at"},
    /* what the servers of an audience grant together, be it nothing */
    {"at+jwt", "\"aud\":\"https://a/\",\"scope\":\"y\"",
	"\"resource_servers\":[{\"audience\":\"https://a/\",\"scopes\":\"x\"},"
	"{\"audience\":\"https://\\u0061/\",\"scopes\":\"y\"}]",
	"RFC 9068 access token",
	"sub?user_id client_id?client_id aud=resource_servers scope=resource_servers "
	"iat?created_at"},
    {"at+jwt", "\"aud\":\"https://a/\",\"scope\":\"y\"",
	"\"resource_servers\":[{\"audience\":\"https://a/\",\"scopes\":\"\"}]",
	"RFC 9068 access token",
	"sub?user_id client_id?client_id aud=resource_servers scope!resource_servers "
	"iat?created_at"},
    {"at+jwt", "\"aud\":\"https://a/\",\"scope\":\"openid\"",
	"\"resource_servers\":[{\"audience\":\"https://a/\",\"scopes\":\"\"}]",
	"RFC 9068 access token",
	"sub?user_id client_id?client_id aud=resource_servers scope=resource_servers "
	"iat?created_at"},
    {"at+jwt", "\"aud\":\"https://a/\",\"scope\":\"y\"",
	"\"resource_servers\":[{\"audience\":\"https://a/\"},7]", "RFC 9068 access token",
	"sub?user_id client_id?client_id aud=resource_servers scope?resource_servers "
	"iat?created_at"},
    /* an API of that name */
    {"at+jwt", "\"aud\":\"https://a/userinfo\"",
	"\"resource_servers\":[{\"audience\":\"https://a/userinfo\"}]",
	"RFC 9068 access token",
	"sub?user_id client_id?client_id aud=resource_servers scope?resource_servers "
	"iat?created_at"},
    {"at+jwt", "\"aud\":\"\"", SERVERS, "RFC 9068 access token",
	"sub?user_id client_id?client_id aud!resource_servers scope?resource_servers "
	"iat?created_at"},
    /* nothing of an application is of a user, even where it looks the same */
    {"at+jwt", "\"sub\":\"app\",\"client_id\":\"\\u0061pp\"", RECORD,
	"client-credentials token", "sub?user_id azp?client_id"},
    {"at+jwt", "\"aud\":\"https://a/\"", RECORD "," SERVERS, "RFC 9068 access token",
	"sub?user_id client_id?client_id aud=resource_servers scope?resource_servers "
	"iat?created_at"},
    {"JWT", "\"sub\":\"app@clients\",\"azp\":\"app\",\"aud\":\"https://t/api/v2/\"",
	"\"user_id\":\"app@clients\",\"client_id\":\"app\"", "client-credentials token",
	"sub?user_id azp?client_id"},
    {"at+jwt", "\"sub\":\"app\",\"gty\":\"client-credentials\"", RECORD,
	"client-credentials token", "sub?user_id azp?client_id"},
};

START_TEST(compares)
{
	const struct options options = {.has_now = true, .now = NOW, .leeway = 60};
	struct scene scene;
	struct buffer payload = {0}, record = {0}, found = {0};
	buffer_format(&payload, "{%s}", rows[_i].payload);
	buffer_format(&record, "{%s}", rows[_i].record);
	const char *reason =
	    scene_open(&scene, &options, rows[_i].typ, payload.text, record.text);
	if (!rows[_i].kind) {
		ck_assert_ptr_nonnull(reason);
	} else {
		ck_assert_msg(!reason, "%s", reason);
		ck_assert_str_eq(scene.claims.kind->name, rows[_i].kind);
		scene_compare(&scene);
		describe(&found, &scene.list);
		ck_assert_str_eq(found.text, rows[_i].rows);
	}
	scene_close(&scene);
	free(payload.text);
	free(record.text);
	free(found.text);
}
END_TEST

/* ---- by itself ---- */

static const struct {
	const char *payload;
	const char *issuer, *audience; /* that are asked for, or NULL */
	const char *rows;              /* or why it is refused */
} checks[] = {
    /* it has expired leeway after exp, to the second, and to its parts */
    {"{\"exp\":1799999940}", NULL, NULL, "exp!--now"},
    {"{\"exp\":1799999941}", NULL, NULL, "exp=--now"},
    {"{\"exp\":1799999939}", NULL, NULL, "exp!--now"},
    {"{\"exp\":1799999940.000001}", NULL, NULL, "exp=--now"},
    {"{\"exp\":1799999940.0}", NULL, NULL, "exp!--now"},
    {"{\"exp\":1.79999994e9}", NULL, NULL, "exp!--now"},
    {"{\"exp\":1.799999941e9}", NULL, NULL, "exp=--now"},
    {"{}", NULL, NULL, "exp?--now"},
    {"{\"exp\":0}", NULL, NULL, "exp!--now"},
    {"{\"exp\":9007199254740992}", NULL, NULL, "exp?--now"},
    /* milliseconds */
    {"{\"exp\":1800000100000,\"nbf\":1799999900000,\"iat\":1799999900000}", NULL, NULL,
	"exp?--now nbf!--now iat?--now"},
    {"{\"exp\":4955760000,\"iat\":1800000000}", NULL, NULL, "exp=--now"},
    {"{\"exp\":4955760001,\"iat\":1800000000}", NULL, NULL, "exp?--now"},
    {"{\"exp\":\"1900000000\"}", NULL, NULL, "exp of the token is no number of seconds"},
    {"{\"exp\":null}", NULL, NULL, "exp of the token is no number of seconds"},
    {"{\"exp\":-1}", NULL, NULL, "exp of the token is no number of seconds"},
    {"{\"exp\":9007199254740994}", NULL, NULL,
	"exp of the token is no number of seconds"},
    {"{\"exp\":1e400}", NULL, NULL, "exp of the token is no number of seconds"},
    {"{\"exp\":1900000000,\"iat\":\"now\"}", NULL, NULL, "iat of the token is no number"},
    {"{\"exp\":1900000000,\"nbf\":1800000060}", NULL, NULL, "exp=--now nbf=--now"},
    {"{\"exp\":1900000000,\"nbf\":1800000060.5}", NULL, NULL, "exp=--now nbf!--now"},
    {"{\"exp\":1900000000,\"nbf\":1800000061}", NULL, NULL, "exp=--now nbf!--now"},
    {"{\"exp\":1900000000,\"iss\":\"https://t/\"}", "https://t/", NULL,
	"exp=--now iss=--issuer"},
    {"{\"exp\":1900000000,\"iss\":\"https://t/\"}", "https://t", NULL,
	"exp=--now iss!--issuer"},
    {"{\"exp\":1900000000,\"iss\":[\"https://t/\"]}", "https://t/", NULL,
	"exp=--now iss!--issuer"},
    {"{\"exp\":1900000000}", "https://t/", "a", "exp=--now iss!--issuer aud!--audience"},
    {"{\"exp\":1900000000,\"aud\":[\"b\",\"a\"]}", NULL, "a", "exp=--now aud=--audience"},
    {"{\"exp\":1900000000,\"aud\":[]}", NULL, "a", "exp=--now aud!--audience"},
    {"{\"exp\":1900000000,\"aud\":[\"b\",5]}", NULL, "a", "exp=--now aud!--audience"},
};

START_TEST(checks_itself)
{
	const struct options options = {.has_now = true,
	    .now = NOW,
	    .leeway = 60,
	    .issuer = checks[_i].issuer,
	    .audience = checks[_i].audience};
	struct scene scene;
	struct buffer found = {0};
	const char *reason =
	    scene_open(&scene, &options, "JWT", checks[_i].payload, "{}");
	if (reason) {
		buffer_say(&found, reason);
	} else {
		claims_check(&scene.claims, &scene.list);
		describe(&found, &scene.list);
	}
	buffer_add(&found, "", 1);
	const char *answer = checks[_i].rows;
	ck_assert_msg(
	    strncmp(found.text, answer, reason ? strlen(answer) : found.length) == 0,
	    "%s: expected \"%s\", got \"%s\"", checks[_i].payload, answer, found.text);
	scene_close(&scene);
	free(found.text);
}
END_TEST

/* what is told of a claim beside a member or an option */
static const struct {
	const char *payload, *record, *claim, *member;
	const char *told; /* the message, or why there is none; begins so */
} sentences[] = {
    {"{\"aud\":[]}", "{" RECORD "}", "aud", "client_id",
	"expected none (an empty array), the aud of the token, got \"app\"; "},
    {"{\"aud\":[]}", "{}", "aud", "--audience",
	"expected aud \"a\", as --audience has it, got none (an empty array)"},
    {"{\"aud\":[1,2]}", "{}", "aud", "--audience",
	"expected aud \"a\", as --audience has it, got what is no string"},
    {"{}", "{}", "aud", "--audience",
	"expected aud \"a\", as --audience has it, got none"},
    {"{\"aud\":[1,2]}", "{" RECORD "}", "aud", "client_id",
	"aud of the token is no string"},
    {"{\"gty\":\"x\",\"aud\":5}", "{" SERVERS "}", "aud", "resource_servers",
	"aud of the token is no string"},
    {"{\"gty\":\"x\",\"aud\":{\"a\":\"https://a/\"}}", "{" SERVERS "}", "aud",
	"resource_servers", "aud of the token is no string"},
    {"{\"gty\":\"x\",\"aud\":[1,2]}", "{" SERVERS "}", "aud", "resource_servers",
	"aud of the token is no string"},
    {"{\"gty\":\"x\",\"aud\":[]}", "{" SERVERS "}", "aud", "resource_servers",
	"aud of the token is an empty array"},
    {"{\"gty\":\"x\",\"aud\":[\"https://t/userinfo\"]}", "{" SERVERS "}", "aud",
	"resource_servers", "the token is for no API but /userinfo"},
    {"{\"aud\":\"https://a/\",\"scope\":\"z\"}",
	"{\"resource_servers\":[{\"audience\":\"https://a/\",\"scopes\":\"\"}]}", "scope",
	"resource_servers", "expected \"z\", the scope of the token, got \"\"; "},
    {"{\"aud\":\"https://c/\",\"scope\":\"z\"}", "{" SERVERS "}", "scope",
	"resource_servers", "resource_servers has no scopes for an aud of the token"},
};

START_TEST(tells)
{
	const struct options options = {.has_now = true, .now = NOW, .audience = "a"};
	const char *payload = sentences[_i].payload, *expected = sentences[_i].told;
	const char *told = "";
	struct scene scene;
	ck_assert_ptr_null(
	    scene_open(&scene, &options, "JWT", payload, sentences[_i].record));
	claims_check(&scene.claims, &scene.list);
	scene_compare(&scene);
	for (size_t i = 0; i < scene.list.count; i++) {
		const struct comparison *c = &scene.list.list[i];
		if (strcmp(c->claim, sentences[_i].claim) == 0 &&
		    strcmp(c->member, sentences[_i].member) == 0)
			told = c->message.length ? c->message.text : c->text.text;
	}
	ck_assert_msg(strncmp(told, expected, strlen(expected)) == 0,
	    "%s: expected \"%s\", got \"%s\"", payload, expected, told);
	scene_close(&scene);
}
END_TEST

/* as many as a token can have, and more in the record: none is looked for in all */
START_TEST(compares_many)
{
	enum { AUDIENCES = 5000, SERVERS_OF_ALL = 50000 };
	const struct options options = {.has_now = true, .now = NOW};
	struct scene scene;
	struct buffer payload = {0}, record = {0}, found = {0};
	buffer_say(&payload, "{\"aud\":[\"0\"");
	for (int i = 1; i < AUDIENCES; i++)
		buffer_format(&payload, ",\"%d\"", i);
	buffer_say(&payload, "],\"scope\":\"0");
	for (int i = 1; i < AUDIENCES / 2; i++)
		buffer_format(&payload, " %d", i);
	buffer_say(&payload, "\"}");
	buffer_add(&payload, "", 1);
	buffer_say(&record, "{\"resource_servers\":[{}");
	for (int i = SERVERS_OF_ALL; i--;)
		buffer_format(
		    &record, ",{\"audience\":\"%d\",\"scopes\":\"%d a\"}", i, i);
	buffer_say(&record, "]}");
	buffer_add(&record, "", 1);
	ck_assert_ptr_null(
	    scene_open(&scene, &options, "at+jwt", payload.text, record.text));
	scene_compare(&scene);
	describe(&found, &scene.list);
	ck_assert_str_eq(found.text,
	    "sub?user_id client_id?client_id aud=resource_servers scope=resource_servers "
	    "iat?created_at");
	scene_close(&scene);
	free(payload.text);
	free(record.text);
	free(found.text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("claims");
	TCase *table = tcase_create("table");
	tcase_add_loop_test(table, compares, 0, (int)countof(rows));
	tcase_add_loop_test(table, checks_itself, 0, (int)countof(checks));
	tcase_add_loop_test(table, tells, 0, (int)countof(sentences));
	tcase_add_test(table, compares_many);
	suite_add_tcase(suite, table);
	return run_suite(suite);
}
