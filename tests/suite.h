/* For all tests of functions: how they are run. */
#ifndef TEST_SUITE_H
#define TEST_SUITE_H

#include <check.h>

/* the status of the program: 0 where no test failed */
static inline int
run_suite(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failures = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failures != 0;
}

#endif
