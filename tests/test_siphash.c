/* cmd/siphash.c: the vector of the paper, and lengths around those of its words. */
#include "../cmd/siphash.h"
#include "suite.h"

#include <check.h>

/* appendix A: the key is 00 to 0f, the text 00 to 0e */
static const uint64_t key[2] = {0x0706050403020100, 0x0f0e0d0c0b0a0908};

START_TEST(has_the_vector_of_the_paper)
{
	unsigned char text[15];
	for (unsigned char i = 0; i < sizeof text; i++)
		text[i] = i;
	ck_assert_uint_eq(siphash(key, text, sizeof text), 0xa129ca6149be45e5);
}
END_TEST

/* every byte counts, and so does the length of zeros */
START_TEST(tells_texts_apart)
{
	unsigned char text[20] = {0};
	uint64_t hashes[2 * sizeof text];
	size_t count = 0;
	for (size_t length = 0; length < sizeof text; length++)
		hashes[count++] = siphash(key, text, length);
	for (size_t i = 0; i < sizeof text; i++) {
		text[i] = 1;
		hashes[count++] = siphash(key, text, sizeof text);
		text[i] = 0;
	}
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < i; k++)
			ck_assert_uint_ne(hashes[i], hashes[k]);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("siphash");
	TCase *all = tcase_create("all");
	tcase_add_test(all, has_the_vector_of_the_paper);
	tcase_add_test(all, tells_texts_apart);
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
