/* lib/error.c: the first reason stays, and what is too long is cut between characters. */
#include "error.h"
#include "suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

START_TEST(keeps_the_first)
{
	struct jschema_error error = {0};
	ck_assert(!error_set(&error, JSCHEMA_LIMIT, "%d of %s", 5, "them"));
	ck_assert(!error_no_memory(&error));
	ck_assert(!error_no_memory(NULL));
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	ck_assert_str_eq(error.text, "5 of them");
}
END_TEST

/* the end falls on each byte of a character */
START_TEST(cuts_between_characters)
{
	struct jschema_error error = {0};
	const size_t room = sizeof error.text - 1;
	char text[2 * sizeof error.text] = "";
	memset(text, 'a', room - (size_t)_i);
	strcat(text,
	    "\xf0\x9f\x98\x80"
	    "b");
	error_set(&error, JSCHEMA_LIMIT, "%s", text);
	size_t whole = _i < 4 ? room - (size_t)_i : room;
	ck_assert_uint_eq(strlen(error.text), whole);
	ck_assert_mem_eq(error.text, text, whole);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("error");
	TCase *all = tcase_create("all");
	tcase_add_test(all, keeps_the_first);
	tcase_add_loop_test(all, cuts_between_characters, 0, 6);
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
