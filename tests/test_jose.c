/* cmd/jose.c: what it says of a token when memory runs out between two looks at it. */
#include "../cmd/jose.h"
#include "../lib/jschema.h"
#include "suite.h"

#include <check.h>
#include <string.h>

static const char token[] = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3ODY2OTg3NjF9.c2ln";

static bool refused;

struct jschema_document *__real_jschema_document_new(void);
struct jschema_document *__wrap_jschema_document_new(void);

struct jschema_document *
__wrap_jschema_document_new(void)
{
	return refused ? NULL : __real_jschema_document_new();
}

START_TEST(says_less_without_memory)
{
	struct buffer said = {0};
	struct jose j;
	ck_assert(jose_find(token, strlen(token), &j));
	jose_describe(&said, &j);
	buffer_add(&said, "", 1);
	ck_assert_str_eq(
	    said.text, "alg RS256, expires 2026-08-14T09:12:41Z, not verified");
	said.length = 0;
	refused = true;
	jose_describe(&said, &j);
	refused = false;
	buffer_add(&said, "", 1);
	ck_assert_str_eq(said.text, "alg unknown, not verified");
	free(said.text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("jose");
	TCase *tests = tcase_create("jose");
	tcase_add_test(tests, says_less_without_memory);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
