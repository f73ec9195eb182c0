/* lib/uri.c: the examples of RFC 3986 section 5.4, and the bases that schemas have. */
#include "uri.h"

#include "arena.h"
#include "suite.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

static const char rfc[] = "http://a/b/c/d;p?q";

static const struct {
	const char *base, *reference, *target;
} references[] = {
    /* RFC 3986 section 5.4.1 */
    {rfc, "g:h", "g:h"},
    {rfc, "g", "http://a/b/c/g"},
    {rfc, "./g", "http://a/b/c/g"},
    {rfc, "g/", "http://a/b/c/g/"},
    {rfc, "/g", "http://a/g"},
    {rfc, "//g", "http://g"},
    {rfc, "//", "http://"},
    {rfc, "?y", "http://a/b/c/d;p?y"},
    {rfc, "g?y", "http://a/b/c/g?y"},
    {rfc, "#s", "http://a/b/c/d;p?q#s"},
    {rfc, "g#s", "http://a/b/c/g#s"},
    {rfc, "g?y#s", "http://a/b/c/g?y#s"},
    {rfc, ";x", "http://a/b/c/;x"},
    {rfc, "g;x", "http://a/b/c/g;x"},
    {rfc, "g;x?y#s", "http://a/b/c/g;x?y#s"},
    {rfc, "", "http://a/b/c/d;p?q"},
    {rfc, ".", "http://a/b/c/"},
    {rfc, "./", "http://a/b/c/"},
    {rfc, "..", "http://a/b/"},
    {rfc, "../", "http://a/b/"},
    {rfc, "../g", "http://a/b/g"},
    {rfc, "../..", "http://a/"},
    {rfc, "../../", "http://a/"},
    {rfc, "../../g", "http://a/g"},
    /* RFC 3986 section 5.4.2 */
    {rfc, "../../../g", "http://a/g"},
    {rfc, "../../../../g", "http://a/g"},
    {rfc, "/./g", "http://a/g"},
    {rfc, "/../g", "http://a/g"},
    {rfc, "g.", "http://a/b/c/g."},
    {rfc, ".g", "http://a/b/c/.g"},
    {rfc, "g..", "http://a/b/c/g.."},
    {rfc, "..g", "http://a/b/c/..g"},
    {rfc, "./../g", "http://a/b/g"},
    {rfc, "./g/.", "http://a/b/c/g/"},
    {rfc, "g/./h", "http://a/b/c/g/h"},
    {rfc, "g/../h", "http://a/b/c/h"},
    {rfc, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {rfc, "g;x=1/../y", "http://a/b/c/y"},
    {rfc, "g?y/./x", "http://a/b/c/g?y/./x"},
    {rfc, "g?y/../x", "http://a/b/c/g?y/../x"},
    {rfc, "g#s/./x", "http://a/b/c/g#s/./x"},
    {rfc, "g#s/../x", "http://a/b/c/g#s/../x"},
    {rfc, "http:g", "http:g"},
    /* RFC 3986 section 5.2.4 */
    {"http://a/", "/a/b/c/./../../g", "http://a/a/g"},
    {"", "x:mid/content=5/../6", "x:mid/6"},
    {"http://a", "//../x", "http://../x"},
    {"http://a", "b//../c", "http://a/b/c"},
    {"http://a", "/b/..", "http://a/"},
    {"http://a/b//c", "..", "http://a/b/"},
    /* an empty path, query or fragment is not an absent one */
    {"http://a", "g", "http://a/g"},
    {"http://a", "", "http://a"},
    {"http://a?q", "g", "http://a/g"},
    {"http://a/b?q", "?", "http://a/b?"},
    {"http://a/b?q", "#", "http://a/b?q#"},
    {"http://a/b", "c#", "http://a/c#"},
    {"http://a/b#", "", "http://a/b"},
    {"http://a/b#old", "#new", "http://a/b#new"},
    {"http://a/b?#", "", "http://a/b?"},
    {"http://a/b#x/y?z", "c", "http://a/c"},
    {rfc, "g#a#b", "http://a/b/c/g#a#b"},
    {rfc, "//", "http://"},
    /* the bases that schemas have */
    {"http://h/a/b", "nested/foo.json", "http://h/a/nested/foo.json"},
    {"http://h/a/", "nested/foo.json", "http://h/a/nested/foo.json"},
    {"http://h/a/nested/", "foo.json", "http://h/a/nested/foo.json"},
    {"http://h/s.json", "#/$defs/a%25b/~0~1", "http://h/s.json#/$defs/a%25b/~0~1"},
    {"urn:uuid:deadbeef-1234-ff00", "#foo", "urn:uuid:deadbeef-1234-ff00#foo"},
    {"urn:uuid:deadbeef-1234-ff00", "urn:x?=y", "urn:x?=y"},
    {"urn:x?=y", "#foo", "urn:x?=y#foo"},
    {"urn:example:1/406/47452/2", "#", "urn:example:1/406/47452/2#"},
    {"urn:example:foo-bar?+r=a?=b", "#f", "urn:example:foo-bar?+r=a?=b#f"},
    {"urn:a:b", "c", "urn:c"},
    /* the dots of a path without a root are lost (RFC 3986 section 5.2.4, A and D) */
    {"urn:a:b", "../c", "urn:c"},
    {"urn:a:b", "./.././c", "urn:c"},
    {"urn:a:b", "..", "urn:"},
    {"urn:a:b", ".", "urn:"},
    {"urn:a:b", "...", "urn:..."},
    {"tag:x,2020:a/b", "c", "tag:x,2020:a/c"},
    {"file:///c:/folder/a.json", "b.json", "file:///c:/folder/b.json"},
    {"file:///c:/folder/a.json", "#x", "file:///c:/folder/a.json#x"},
    {"file:///c:/folder/a.json", "/x", "file:///x"},
    {"file:///", "a", "file:///a"},
    {"file:/a/b", "c", "file:/a/c"},
    /* case: RFC 3986 section 6.2.2.1 */
    {"HTTP://Host.EXAMPLE:80/Path?Q#F", "", "http://host.example:80/Path?Q"},
    {"http://h/A/B", "C?Q", "http://h/A/C?Q"},
    {NULL, "HTTP://User:Pass@HOST/P?Q#F", "http://User:Pass@host/P?Q#F"},
    {NULL, "URN:UUID:AbC", "urn:UUID:AbC"},
    {NULL, "http://%c3%A4X/%c3%a4%2f?%aa#%bb", "http://%C3%A4x/%C3%A4%2F?%AA#%BB"},
    {NULL, "http://[2001:DB8::A]/", "http://[2001:db8::a]/"},
    {NULL, "http://h/%2e%2E/a", "http://h/%2E%2E/a"},
    {NULL, "http://h/%g1%a%", "http://h/%g1%a%"},
    {NULL, "http://\xC3\x84/\xC3\x84", "http://\xC3\x84/\xC3\x84"},
    {"http://a/b", "//HOST/x", "http://host/x"},
    /* no base: what is relative stays so */
    {NULL, "", ""},
    {"", "#", "#"},
    {"", "#/a/../b", "#/a/../b"},
    {"", "?q", "?q"},
    {"", "a/b.json", "a/b.json"},
    {"", "./a/./b/../c", "a/c"},
    {"", "/a/../../b", "/b"},
    {"", "http://h/a/../b#c", "http://h/b#c"},
    {"", "..", "../"},
    {"", "../..", "../../"},
    {"", "../a", "../a"},
    {"", "a/../../b", "../b"},
    {"", "../../a/../b/", "../../b/"},
    {"", "a/..", "./"},
    {"", ".", "./"},
    {"", "./a:b", "./a:b"},
    {"", "a/../b:c", "./b:c"},
    {"", "a/..//b", ".//b"},
    {"", "a//b", "a//b"},
    {"", "a//../b", "a/b"},
    {"", "...", "..."},
    {"", "..?q#f", "../?q#f"},
    {"nested/foo.json", "bar.json", "nested/bar.json"},
    {"nested/foo.json", "../bar.json", "bar.json"},
    {"nested/foo.json", "../../bar.json", "../bar.json"},
    {"nested/foo.json", "#x", "nested/foo.json#x"},
    {"/nested/foo.json", "../../bar.json", "/bar.json"},
    {"./a:b", "#c", "./a:b#c"},
    {"//h/a", "../b", "//h/b"},
    /* RFC 3986 section 3.3: without an authority, a path does not begin with "//" */
    {"x:/a", "/.//b", "x:/.//b"},
    {"x:/a", "b/../..//c", "x:/.//c"},
    {"", "/.//b", "/.//b"},
    {"http://h/a", "/.//b", "http://h//b"},
    /* a scheme needs a character, and the ':' comes before any '/', '?' and '#' */
    {rfc, ":x", "http://a/b/c/:x"},
    {rfc, "y/z:x", "http://a/b/c/y/z:x"},
    {rfc, "?a:b", "http://a/b/c/d;p?a:b"},
};

START_TEST(resolves_references)
{
	struct arena arena = {0};
	const char *base = references[_i].base, *reference = references[_i].reference;
	char *target = uri_resolve(&arena, base, reference, strlen(reference));
	ck_assert_ptr_nonnull(target);
	ck_assert_msg(strcmp(target, references[_i].target) == 0,
	    "%s with %s: %s, not %s", base ? base : "NULL", reference, target,
	    references[_i].target);
	char *again = uri_resolve(&arena, NULL, target, strlen(target));
	ck_assert_ptr_nonnull(again);
	ck_assert_msg(strcmp(target, again) == 0, "%s becomes %s", target, again);
	arena_free(&arena);
}
END_TEST

static const struct {
	const char *uri;
	const char *scheme, *authority, *path, *query, *fragment;
	size_t before_fragment;
} splits[] = {
    {"http://www.ics.uci.edu/pub/ietf/uri/#Related", "http", "www.ics.uci.edu",
	"/pub/ietf/uri/", NULL, "Related", 36},
    {"", NULL, NULL, "", NULL, NULL, 0},
    {"#", NULL, NULL, "", NULL, "", 0},
    {"?", NULL, NULL, "", "", NULL, 1},
    {"//", NULL, "", "", NULL, NULL, 2},
    {"/", NULL, NULL, "/", NULL, NULL, 1},
    {":", NULL, NULL, ":", NULL, NULL, 1},
    {"a:", "a", NULL, "", NULL, NULL, 2},
    {"a", NULL, NULL, "a", NULL, NULL, 1},
    {"file:///c:/x", "file", "", "/c:/x", NULL, NULL, 12},
    {"urn:uuid:1", "urn", NULL, "uuid:1", NULL, NULL, 10},
    {"urn:x?=y#z", "urn", NULL, "x", "=y", "z", 8},
    {"./a:b", NULL, NULL, "./a:b", NULL, NULL, 5},
    {"a?b?c#d#e?f", NULL, NULL, "a", "b?c", "d#e?f", 5},
    {"x://u@h:1?q", "x", "u@h:1", "", "q", NULL, 11},
};

static bool
same(struct uri_part part, const char *text)
{
	if (!part.text || !text)
		return !part.text && !text;
	return part.length == strlen(text) && memcmp(part.text, text, part.length) == 0;
}

START_TEST(splits_uris)
{
	const char *uri = splits[_i].uri;
	struct uri_parts parts;
	uri_split(uri, strlen(uri), &parts);
	ck_assert_msg(same(parts.scheme, splits[_i].scheme), "scheme of %s", uri);
	ck_assert_msg(
	    same(parts.authority, splits[_i].authority), "authority of %s", uri);
	ck_assert_msg(same(parts.path, splits[_i].path), "path of %s", uri);
	ck_assert_msg(same(parts.query, splits[_i].query), "query of %s", uri);
	ck_assert_msg(same(parts.fragment, splits[_i].fragment), "fragment of %s", uri);
	ck_assert_msg(uri_before_fragment(uri, strlen(uri)) == splits[_i].before_fragment,
	    "length of %s", uri);
}
END_TEST

/* Lengths stand beside the texts, because NUL is a character. */
static const struct {
	const char *pointer;
	size_t length;
	const char *fragment;
} fragments[] = {
    /* RFC 6901 section 6 */
    {"", 0, ""},
    {"/foo", 4, "/foo"},
    {"/foo/0", 6, "/foo/0"},
    {"/", 1, "/"},
    {"/a~1b", 5, "/a~1b"},
    {"/c%d", 4, "/c%25d"},
    {"/e^f", 4, "/e%5Ef"},
    {"/g|h", 4, "/g%7Ch"},
    {"/i\\j", 4, "/i%5Cj"},
    {"/k\"l", 4, "/k%22l"},
    {"/ ", 2, "/%20"},
    {"/m~0n", 5, "/m~0n"},
    {"-._~!$&'()*+,;=:@/?", 19, "-._~!$&'()*+,;=:@/?"},
    {"#[]<>{}`", 8, "%23%5B%5D%3C%3E%7B%7D%60"},
    {"/\xC3\xA4\xF0\x9F\x98\x80", 7, "/%C3%A4%F0%9F%98%80"},
    {"/a\0b\x7F", 5, "/a%00b%7F"},
    {"%41", 3, "%2541"},
};

START_TEST(codes_fragments)
{
	struct arena arena = {0};
	const char *expected = fragments[_i].fragment;
	char *fragment =
	    uri_fragment(&arena, fragments[_i].pointer, fragments[_i].length);
	ck_assert_ptr_nonnull(fragment);
	ck_assert_str_eq(fragment, expected);
	size_t length = SIZE_MAX;
	char *decoded = uri_decode(&arena, fragment, strlen(fragment), &length);
	ck_assert_ptr_nonnull(decoded);
	ck_assert_msg(length == fragments[_i].length, "length of %s", expected);
	ck_assert_msg(memcmp(decoded, fragments[_i].pointer, length + 1) == 0,
	    "back from %s", expected);
	arena_free(&arena);
}
END_TEST

static const struct {
	const char *text, *decoded;
} decodings[] = {
    {"", ""},
    {"%7e%7E", "~~"},
    {"a%2", "a%2"},
    {"a%", "a%"},
    {"%%41", "%A"},
    {"%4g%g4", "%4g%g4"},
    {"%2541", "%41"},
    {"a+b", "a+b"},
    {"%C3%a4", "\xC3\xA4"},
};

START_TEST(decodes_texts)
{
	struct arena arena = {0};
	const char *text = decodings[_i].text;
	size_t length = SIZE_MAX;
	char *decoded = uri_decode(&arena, text, strlen(text), &length);
	ck_assert_ptr_nonnull(decoded);
	ck_assert_msg(
	    strcmp(decoded, decodings[_i].decoded) == 0, "%s: %s", text, decoded);
	ck_assert_msg(length == strlen(decoded), "length of %s", text);
	arena_free(&arena);
}
END_TEST

/* "a" and "a\0b" must not become the same URI. */
START_TEST(keeps_nul)
{
	struct arena arena = {0};
	char *target = uri_resolve(&arena, "http://h/", "a\0b/\0?\0#\0", 9);
	ck_assert_ptr_nonnull(target);
	ck_assert_str_eq(target, "http://h/a%00b/%00?%00#%00");
	/* each takes two bytes more, of which there are enough */
	char many[100] = {0};
	target = uri_resolve(&arena, "http://h/", many, sizeof many);
	ck_assert_ptr_nonnull(target);
	ck_assert_uint_eq(strlen(target), strlen("http://h/") + 3 * sizeof many);
	arena_free(&arena);
}
END_TEST

/* Nothing behind `length` belongs to the reference, not even half an escape. */
START_TEST(stops_at_length)
{
	struct arena arena = {0};
	char *target = uri_resolve(&arena, "http://h/", "a%2fb", 3);
	ck_assert_ptr_nonnull(target);
	ck_assert_str_eq(target, "http://h/a%2");
	target = uri_resolve(&arena, "http://h/", "//USER@", 6);
	ck_assert_ptr_nonnull(target);
	ck_assert_str_eq(target, "http://user");
	ck_assert_uint_eq(uri_before_fragment("ab#", 2), 2);
	arena_free(&arena);
}
END_TEST

START_TEST(refuses_impossible_lengths)
{
	struct arena arena = {0};
	size_t length = 77;
	ck_assert_ptr_null(uri_resolve(&arena, "http://h/", "", SIZE_MAX));
	ck_assert_ptr_null(uri_decode(&arena, "", SIZE_MAX, &length));
	ck_assert_uint_eq(length, 77);
	ck_assert_ptr_null(uri_fragment(&arena, "", SIZE_MAX));
	arena_free(&arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("uri");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, resolves_references, 0, (int)countof(references));
	tcase_add_loop_test(rows, splits_uris, 0, (int)countof(splits));
	tcase_add_loop_test(rows, codes_fragments, 0, (int)countof(fragments));
	tcase_add_loop_test(rows, decodes_texts, 0, (int)countof(decodings));
	tcase_add_test(rows, keeps_nul);
	tcase_add_test(rows, stops_at_length);
	tcase_add_test(rows, refuses_impossible_lengths);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
