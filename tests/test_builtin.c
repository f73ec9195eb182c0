/* cmd/builtin.c: a compiled schema is found again by all that it was asked for by. */
#include "../cmd/builtin.h"
#include "suite.h"

#include <check.h>
#include <string.h>

static enum jschema_verdict
judge_word(bool assert_format)
{
	static const char word[] = "\"tomorrow\"";
	struct jschema_document *d = jschema_document_new();
	ck_assert(jschema_document_read(d, word, strlen(word), NULL, NULL, NULL));
	enum jschema_verdict verdict =
	    jschema_check(builtin_compiled("date", assert_format), jschema_root(d), NULL);
	jschema_document_free(d);
	return verdict;
}

START_TEST(keeps_formats_apart)
{
	ck_assert_int_eq(judge_word(false), JSCHEMA_VALID);
	ck_assert_int_eq(judge_word(true), JSCHEMA_INVALID);
	ck_assert_int_eq(judge_word(false), JSCHEMA_VALID);
	ck_assert_ptr_eq(builtin_compiled("date", true), builtin_compiled("date", true));
	builtin_free();
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("builtin");
	TCase *tcase = tcase_create("builtin");
	tcase_add_test(tcase, keeps_formats_apart);
	suite_add_tcase(suite, tcase);
	return run_suite(suite);
}
