/*
 * The formats of identifiers and small syntaxes, beyond the cases of the official suite;
 * and, of all formats, what a fault says of them.
 */
#include "document_of.h"
#include "format_row.h"
#include "pattern.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define E_ACUTE "\xc3\xa9"

static const struct format_row rows[] = {
    {format_uri, TEXT("a:"), true},
    {format_uri, TEXT("A+-.1:"), true},
    {format_uri, TEXT("a:?#"), true},
    {format_uri, TEXT("a:?:/?@#:/?@"), true},
    {format_uri, TEXT("a:#b#c"), false},
    {format_uri, TEXT("a:/"), true},
    {format_uri, TEXT("a://"), true},
    {format_uri, TEXT("a:///b//c"), true},
    {format_uri, TEXT("a:b//c:d@e"), true},
    {format_uri, TEXT("a://b:/"), true},
    {format_uri, TEXT("a://b:080"), true},
    {format_uri, TEXT("a://b:8:0"), false},
    {format_uri, TEXT("a://b:-1"), false},
    {format_uri, TEXT("a://:@:"), true},
    {format_uri, TEXT("a://@@"), false},
    {format_uri, TEXT("a://%41:%42@%43:1"), true},
    {format_uri, TEXT("a://b%4/"), false},
    {format_uri, TEXT("a://b%"), false},
    {format_uri, TEXT("a:%4g"), false},
    {format_uri, TEXT("a:%fF%Ff"), true},
    {format_uri, TEXT("azAZ09:azAZ09%09%af%AF"), true},
    {format_uri, TEXT("a://[::1]"), true},
    {format_uri, TEXT("a://u@[::1.2.3.4]:1/b"), true},
    {format_uri, TEXT("a://[::1.2.3.04]"), false},
    {format_uri, TEXT("a://[::1]b"), false},
    {format_uri, TEXT("a://[::1"), false},
    {format_uri, TEXT("a://["), false},
    {format_uri, TEXT("a://[]"), false},
    {format_uri, TEXT("a://[[::1]]"), false},
    {format_uri, TEXT("a://b[::1]"), false},
    {format_uri, TEXT("a://[1.2.3.4]"), false},
    {format_uri, TEXT("a://[fe80::1%25x]"), false},
    {format_uri, TEXT("a://[::1]@b"), false},
    {format_uri, TEXT("a://[v1F.a:~=]"), true},
    {format_uri, TEXT("a://[v1.a]"), true},
    {format_uri, TEXT("a://[v.a]"), false},
    {format_uri, TEXT("a://[vg.a]"), false},
    {format_uri, TEXT("a://[v1.]"), false},
    {format_uri, TEXT("a://[v1]"), false},
    {format_uri, TEXT("a://[v1:a]"), false},
    {format_uri, TEXT("a://[v1.%41]"), false},
    {format_uri, TEXT("a://[v1.@]"), false},
    {format_uri, TEXT("a:[b]"), false},
    {format_uri, TEXT("a:b?[c]"), false},
    {format_uri, TEXT("a:b\0"), false},
    {format_uri, TEXT("a\0:b"), false},
    {format_uri, TEXT("a:" E_ACUTE), false},
    {format_uri, TEXT("1:b"), false},
    {format_uri, TEXT("a%41:b"), false},
    {format_uri, TEXT(":b"), false},
    {format_uri, TEXT("b"), false},
    {format_uri, TEXT(""), false},

    {format_uri_reference, TEXT(""), true},
    {format_uri_reference, TEXT("?"), true},
    {format_uri_reference, TEXT("#"), true},
    {format_uri_reference, TEXT("a/b:c"), true},
    {format_uri_reference, TEXT("a?b:c"), true},
    {format_uri_reference, TEXT("/:a"), true},
    {format_uri_reference, TEXT("//:"), true},
    {format_uri_reference, TEXT("///a"), true},
    {format_uri_reference, TEXT(":"), false},
    {format_uri_reference, TEXT(":a"), false},
    {format_uri_reference, TEXT(E_ACUTE), false},
    {format_uri_reference, TEXT("a@b:c"), false},
    {format_uri_reference, TEXT("a b"), false},
    {format_uri_reference, TEXT("\0"), false},
    {format_uri_reference, TEXT("\x7f"), false},

    /* RFC 3987: what may stand where */
    {format_iri, TEXT("a://" E_ACUTE "@" E_ACUTE ":1/" E_ACUTE "?" E_ACUTE "#" E_ACUTE),
	true},
    {format_iri, TEXT(E_ACUTE ":a"), false},
    {format_iri, TEXT("a://b:" E_ACUTE), false},
    {format_iri, TEXT("a://[v1." E_ACUTE "]"), false},
    {format_iri, TEXT("a:%" E_ACUTE), false},
    {format_iri, TEXT("a:\xc2\x9f"), false},     /* U+009F */
    {format_iri, TEXT("a:\xc2\xa0"), true},      /* U+00A0 */
    {format_iri, TEXT("a:\xed\x9f\xbf"), true},  /* U+D7FF */
    {format_iri, TEXT("a:?\xee\x80\x80"), true}, /* U+E000 */
    {format_iri, TEXT("a:\xee\x80\x80"), false},
    {format_iri, TEXT("a:#\xee\x80\x80"), false},
    {format_iri, TEXT("a:\xef\xa4\x80"), true},      /* U+F900 */
    {format_iri, TEXT("a:\xef\xb7\x8f"), true},      /* U+FDCF */
    {format_iri, TEXT("a:\xef\xb7\x90"), false},     /* U+FDD0 */
    {format_iri, TEXT("a:\xef\xb7\xaf"), false},     /* U+FDEF */
    {format_iri, TEXT("a:\xef\xb7\xb0"), true},      /* U+FDF0 */
    {format_iri, TEXT("a:\xef\xbf\xaf"), true},      /* U+FFEF */
    {format_iri, TEXT("a:\xef\xbf\xb0"), false},     /* U+FFF0 */
    {format_iri, TEXT("a:\xf0\x90\x80\x80"), true},  /* U+10000 */
    {format_iri, TEXT("a:\xf0\x9f\xbf\xbd"), true},  /* U+1FFFD */
    {format_iri, TEXT("a:\xf0\x9f\xbf\xbe"), false}, /* U+1FFFE */
    {format_iri, TEXT("a:\xf3\xa0\x80\x80"), false}, /* U+E0000 */
    {format_iri, TEXT("a:\xf3\xa1\x80\x80"), true},  /* U+E1000 */
    {format_iri, TEXT("a:?\xf3\xb0\x80\x80"), true}, /* U+F0000 */
    {format_iri, TEXT("a:\xf3\xb0\x80\x80"), false},
    {format_iri, TEXT("a:?\xf4\x8f\xbf\xbd"), true},  /* U+10FFFD */
    {format_iri, TEXT("a:?\xf4\x8f\xbf\xbe"), false}, /* U+10FFFE */
    {format_iri, TEXT("a:\xe2\x80\x8e"), false},      /* left-to-right mark */
    {format_iri, TEXT("a:\xe2\x80\xae"), false},      /* right-to-left override */
    {format_iri, TEXT("a:\xe2\x80\x8d"), true},       /* U+200D */
    {format_iri, TEXT(E_ACUTE), false},
    {format_iri_reference, TEXT(E_ACUTE), true},
    {format_iri_reference, TEXT(E_ACUTE ":a"), false},
    {format_iri_reference, TEXT(""), true},

    {format_uri_template, TEXT("!#$&'()*+,-./09:;=?@AZ[]_az~"), true},
    {format_uri_template, TEXT("\""), false},
    {format_uri_template, TEXT("%"), false},
    {format_uri_template, TEXT("%4"), false},
    {format_uri_template, TEXT("%4G"), false},
    {format_uri_template, TEXT("<"), false},
    {format_uri_template, TEXT(">"), false},
    {format_uri_template, TEXT("\\"), false},
    {format_uri_template, TEXT("^"), false},
    {format_uri_template, TEXT("`"), false},
    {format_uri_template, TEXT("|"), false},
    {format_uri_template, TEXT("}"), false},
    {format_uri_template, TEXT("\0"), false},
    {format_uri_template, TEXT("\x1f"), false},
    {format_uri_template, TEXT(E_ACUTE "\xee\x80\x80\xe2\x80\x8e"), true},
    {format_uri_template, TEXT("\xef\xbf\xbf"), false},
    {format_uri_template, TEXT("{a}{b}c{d}"), true},
    {format_uri_template, TEXT("{"), false},
    {format_uri_template, TEXT("{+"), false},
    {format_uri_template, TEXT("{+}"), false},
    {format_uri_template, TEXT("{\0}"), false},
    {format_uri_template, TEXT("{++a}"), false},
    {format_uri_template, TEXT("{a"), false},
    {format_uri_template, TEXT("{a,"), false},
    {format_uri_template, TEXT("{a."), false},
    {format_uri_template, TEXT("{a.}"), false},
    {format_uri_template, TEXT("{.a}"), true},
    {format_uri_template, TEXT("{..a}"), false},
    {format_uri_template, TEXT("{a.b.c}"), true},
    {format_uri_template, TEXT("{a.,b}"), false},
    {format_uri_template, TEXT("{a%2e%2Eb}"), true},
    {format_uri_template, TEXT("{%2}"), false},
    {format_uri_template, TEXT("{a-b}"), false},
    {format_uri_template, TEXT("{" E_ACUTE "}"), false},
    {format_uri_template, TEXT("{a{b}}"), false},
    {format_uri_template, TEXT("{a b}"), false},
    {format_uri_template, TEXT("{a*,b:1,c:9999}"), true},
    {format_uri_template, TEXT("{a**}"), false},
    {format_uri_template, TEXT("{a*:1}"), false},
    {format_uri_template, TEXT("{a:1*}"), false},
    {format_uri_template, TEXT("{a:}"), false},
    {format_uri_template, TEXT("{a:1"), false},
    {format_uri_template, TEXT("{a:12345}"), false},
    {format_uri_template, TEXT("{a:x}"), false},
    {format_uri_template, TEXT("{*}"), false},
    {format_uri_template, TEXT("{!a}{@a}{|a}{=a}{,a}{;a}{&a}"), true},
    {format_uri_template, TEXT("{$a}"), false},
    {format_uri_template, TEXT(""), true},

    {format_uuid, TEXT("ffffffff-FFFF-ffff-FFFF-ffffffffffff"), true},
    {format_uuid, TEXT("aAfF0909-aaaa-aaaa-aaaa-aaaaaaaaaaaa"), true},
    {format_uuid, TEXT("0000000000000-0000-0000-000000000000"), false},
    {format_uuid, TEXT("0000000g-0000-0000-0000-000000000000"), false},
    {format_uuid, TEXT("g0000000-0000-0000-0000-000000000000"), false},
    {format_uuid, TEXT("0000000/-0000-0000-0000-000000000000"), false},
    {format_uuid, TEXT("0000000:-0000-0000-0000-000000000000"), false},
    {format_uuid, TEXT("0000000@-0000-0000-0000-000000000000"), false},
    {format_uuid, TEXT("0000000\0-0000-0000-0000-000000000000"), false},
    {format_uuid, TEXT("00000000-0000-0000-0000-000000000000\0"), false},
    {format_uuid, TEXT("00000000-0000-0000-0000-00000000000"), false},
    {format_uuid, TEXT("{00000000-0000-0000-0000-000000000000}"), false},
    {format_uuid, TEXT(""), false},

    {format_json_pointer, TEXT(""), true},
    {format_json_pointer, TEXT("//~0~1/\0/" E_ACUTE), true},
    {format_json_pointer, TEXT("/~"), false},
    {format_json_pointer, TEXT("/~/0"), false},
    {format_json_pointer, TEXT("~0"), false},
    {format_json_pointer, TEXT("\0"), false},

    {format_relative_json_pointer, TEXT("0"), true},
    {format_relative_json_pointer, TEXT("10/"), true},
    {format_relative_json_pointer, TEXT("123456789012345678901234567890#"), true},
    {format_relative_json_pointer, TEXT("0-1"), true},
    {format_relative_json_pointer, TEXT("1+10/a"), true},
    {format_relative_json_pointer, TEXT("0-0"), true},
    {format_relative_json_pointer, TEXT("0-1#"), true},
    {format_relative_json_pointer, TEXT("0+01"), false},
    {format_relative_json_pointer, TEXT("0+"), false},
    {format_relative_json_pointer, TEXT("0+-1"), false},
    {format_relative_json_pointer, TEXT("0+1+1"), false},
    {format_relative_json_pointer, TEXT("00"), false},
    {format_relative_json_pointer, TEXT("#"), false},
    {format_relative_json_pointer, TEXT("0#\0"), false},
    {format_relative_json_pointer, TEXT("0#/"), false},
    {format_relative_json_pointer, TEXT("0a"), false},
    {format_relative_json_pointer, TEXT(":"), false},
    {format_relative_json_pointer, TEXT("/"), false},
    {format_relative_json_pointer, TEXT(""), false},

    {pattern_valid, TEXT("^\\p{Letter}\\u{1F600}$"), true},
    {pattern_valid, TEXT("a\0b"), true},
    {pattern_valid, TEXT("\\Z"), false},
    {pattern_valid, TEXT(""), true},
};

START_TEST(a_format)
{
	check_format_row(&rows[_i], _i);
}
END_TEST

/* ---- what a fault says ---- */

struct words_row {
	const char *format;
	const char *noun;
};

static const struct words_row words_rows[] = {
    {"date-time", "a date-time"},
    {"date", "a date"},
    {"time", "a time"},
    {"duration", "a duration"},
    {"email", "an e-mail address"},
    {"idn-email", "an e-mail address"},
    {"hostname", "a host name"},
    {"idn-hostname", "a host name"},
    {"ipv4", "an IPv4 address"},
    {"ipv6", "an IPv6 address"},
    {"uri", "a URI"},
    {"uri-reference", "a URI reference"},
    {"iri", "an IRI"},
    {"iri-reference", "an IRI reference"},
    {"uuid", "a UUID"},
    {"uri-template", "a URI template"},
    {"json-pointer", "a JSON Pointer"},
    {"relative-json-pointer", "a relative JSON Pointer"},
    {"regex", "a regular expression"},
};

/* The message about `value`, a JSON text; empty when it is valid. */
static void
explain(const char *schema_text, const char *value, char *message, size_t size)
{
	struct jschema_compile_options options = {.assert_format = true};
	struct jschema_document *s = document_of(schema_text), *d = document_of(value);
	struct jschema_schema *schema = jschema_compile(s, &options, NULL);
	ck_assert_msg(schema != NULL, "%s", schema_text);
	struct jschema_result *r = jschema_explain(schema, jschema_root(d), 0, NULL);
	ck_assert_ptr_nonnull(r);
	bool fault = jschema_result_count(r) > 0;
	snprintf(message, size, "%s", fault ? jschema_result_fault(r, 0)->message : "");
	jschema_result_free(r);
	jschema_schema_free(schema);
	jschema_document_free(d);
	jschema_document_free(s);
}

/* The example that a fault gives is itself an instance of the format. */
START_TEST(some_words)
{
	/* an instance of no format */
	static const char bad[] = "\"( %\"", separator[] = " such as ";
	const struct words_row *row = &words_rows[_i];
	char schema[128], message[256], expected[128], example[128];
	snprintf(schema, sizeof schema, "{\"format\":\"%s\"}", row->format);
	explain(schema, bad, message, sizeof message);
	int length =
	    snprintf(expected, sizeof expected, "expected %s%s", row->noun, separator);
	ck_assert_msg(strncmp(message, expected, (size_t)length) == 0, "%s: %s",
	    row->format, message);
	const char *start = message + length, *end = strstr(start, ", got the string ");
	ck_assert_msg(end != NULL, "%s: %s", row->format, message);
	snprintf(example, sizeof example, "\"%.*s\"", (int)(end - start), start);
	explain(schema, example, message, sizeof message);
	ck_assert_msg(*message == '\0', "%s: %s", row->format, message);

	snprintf(schema, sizeof schema, "{\"type\":\"string\",\"format\":\"%s\"}",
	    row->format);
	explain(schema, "1", message, sizeof message);
	snprintf(
	    expected, sizeof expected, "expected %s string, got the number 1", row->noun);
	ck_assert_str_eq(message, expected);
}
END_TEST

int
main(void)
{
	const int count = sizeof words_rows / sizeof *words_rows;
	TCase *tests = tcase_create("format_syntax");
	tcase_add_loop_test(tests, a_format, 0, sizeof rows / sizeof *rows);
	tcase_add_loop_test(tests, some_words, 0, count);
	Suite *suite = suite_create("format_syntax");
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
