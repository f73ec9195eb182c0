/* The formats of addresses and host names, beyond the cases of the official suite. */
#include "format_row.h"
#include "suite.h"

#include <check.h>
#include <string.h>

/* of a label, which has room for 63 */
#define A10 "aaaaaaaaaa"
#define A60 A10 A10 A10 A10 A10 A10
#define A63 A60 "aaa"
/* a syllable of Hangul, U+AC01, in NFC and as its three letters */
#define GAG "\xea\xb0\x81"
#define G_A_G "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8"
#define TEN(text) text text text text text text text text text text

/* letters of other scripts */
#define E_ACUTE "\xc3\xa9"
#define ALEF "\xd7\x90"
#define BEH "\xd8\xa8"
#define ARABIC_ONE "\xd9\xa1"
#define EXTENDED_ONE "\xdb\xb1"
#define GRAVE "\xcc\x80" /* a mark that stays one behind any letter here */
#define JOINED "\xe0\xa4\x95\xe0\xa5\x8d\xe2\x80\x8d" /* ka, virama, joiner */
#define DEVANAGARI_AA "\xe0\xa4\xbe" /* a mark that takes space: of class L */

static const struct format_row rows[] = {
    /* RFC 2673: 1 to 3 digits, whatever the first one is */
    {format_ipv4, TEXT("010.000.009.255"), true},
    {format_ipv4, TEXT("1.2.3.0004"), false},
    {format_ipv4, TEXT("1.2.3.999"), false},
    {format_ipv4, TEXT("1.2.3.256"), false},
    {format_ipv4, TEXT("1.2.3.255"), true},
    {format_ipv4, TEXT("1.2.3"), false},
    {format_ipv4, TEXT("1.2.3."), false},
    {format_ipv4, TEXT("1.2.3.4\0"), false},
    {format_ipv4, TEXT("1,2.3.4"), false},
    {format_ipv4, TEXT("1.2.3./"), false},
    {format_ipv4, TEXT("1.2.3.:"), false},
    {format_ipv4, TEXT(""), false},

    {format_ipv6, TEXT("1:2:3:4:5:6:7::"), true},
    {format_ipv6, TEXT("::2:3:4:5:6:7:8"), true},
    {format_ipv6, TEXT("1::3:4:5:6:7:8"), true},
    {format_ipv6, TEXT("1:2:3:4:5:6:7:8::"), false},
    {format_ipv6, TEXT("::1:2:3:4:5:6:7:8"), false},
    {format_ipv6, TEXT("1:2:3:4::5:6:7:8"), false},
    {format_ipv6, TEXT("::1.2.3.4"), true},
    {format_ipv6, TEXT("1:2:3:4:5::1.2.3.4"), true},
    {format_ipv6, TEXT("1:2:3:4:5:6::1.2.3.4"), false},
    {format_ipv6, TEXT("1:2:3:4:5:6:7:1.2.3.4"), false},
    {format_ipv6, TEXT("1:2:3:4:5:1.2.3.4"), false},
    {format_ipv6, TEXT("1.2.3.4::"), false},
    {format_ipv6, TEXT("1.2.3.4:1::"), false},
    {format_ipv6, TEXT("::1.2.3"), false},
    {format_ipv6, TEXT("::ffff:1.2.3.04"), false},
    {format_ipv6, TEXT("::f1.2.3.4"), false},
    {format_ipv6, TEXT("ABCD:ef01::"), true},
    {format_ipv6, TEXT("a:f:A:F:09::"), true},
    {format_ipv6, TEXT("::0.10.200.0"), true},
    {format_ipv6, TEXT("::"), true},
    {format_ipv6, TEXT("::g"), false},
    {format_ipv6, TEXT("::/"), false},
    {format_ipv6, TEXT("::00001"), false},
    {format_ipv6, TEXT(":"), false},
    {format_ipv6, TEXT(":::"), false},
    {format_ipv6, TEXT("1:"), false},
    {format_ipv6, TEXT(":1"), false},
    {format_ipv6, TEXT("1::2::3"), false},
    {format_ipv6, TEXT("::1\0"), false},
    {format_ipv6, TEXT("fe80::1%1"), false},
    {format_ipv6, TEXT(""), false},

    {format_hostname, TEXT("r3---sn.example"), true},
    {format_hostname, TEXT("127.0.0.1"), true},
    {format_hostname, TEXT("EXAMPLE.Com"), true},
    {format_hostname, TEXT("azAZ09.az.AZ.09"), true},
    {format_hostname, TEXT("a"), true},
    {format_hostname, TEXT(A63), true},
    {format_hostname, TEXT(A63 "a"), false},
    {format_hostname, TEXT(A63 "." A63 "." A63 "." A60 "a"), true},
    {format_hostname, TEXT(A63 "." A63 "." A63 "." A60 "aa"), false},
    {format_hostname, TEXT(A63 "." A63 "." A63 "." A60 ".aa"), false},
    {format_hostname, TEXT(A63 "." A63 "." A63 "." A63), false},
    {format_hostname, TEXT("a.-b"), false},
    {format_hostname, TEXT("a-.b"), false},
    {format_hostname, TEXT("-"), false},
    {format_hostname, TEXT("a\0b"), false},
    {format_hostname, TEXT("a\0"), false},
    {format_hostname, TEXT("a b"), false},
    {format_hostname, TEXT("a/b"), false},
    {format_hostname, TEXT("a@b"), false},
    {format_hostname, TEXT("a[b"), false},
    {format_hostname, TEXT("a`b"), false},
    {format_hostname, TEXT("a{b"), false},
    {format_hostname, TEXT("caf" E_ACUTE), false},
    {format_hostname,
	TEXT("a\xe3\x80\x82"
	     "b"),
	false},
    {format_hostname, TEXT(""), false},

    /* A-labels: case does not count, but Punycode must come out the same again */
    {format_hostname, TEXT("xn--caf-dma"), true},
    {format_hostname, TEXT("XN--CAF-DMA.example"), true},
    {format_hostname, TEXT("xn--"), false},
    {format_hostname, TEXT("xn--a"), false},
    {format_hostname, TEXT("xn--caf-dma-"), false},
    {format_hostname, TEXT("xn--cafe"), false},
    {format_hostname, TEXT("xn--99999999"), false},
    {format_hostname, TEXT("xn--caf\0-dma"), false},
    /* of a capital letter, and of one that is not in NFC */
    {format_hostname, TEXT("xn--caf-pia"), false},
    {format_hostname, TEXT("xn--cafe-yvc"), false},

    {format_idn_hostname, TEXT("caf" E_ACUTE), true},
    {format_idn_hostname, TEXT("caf" E_ACUTE ".xn--caf-dma.r3---sn"), true},
    {format_idn_hostname, TEXT("cafe\xcc\x81"), false},
    {format_idn_hostname, TEXT("Caf" E_ACUTE), false},
    {format_idn_hostname, TEXT("CAFE.caf" E_ACUTE), true},
    {format_idn_hostname, TEXT("caf\xc3\x89"), false},
    {format_idn_hostname, TEXT("-" E_ACUTE), false},
    {format_idn_hostname, TEXT(E_ACUTE "-"), false},
    {format_idn_hostname, TEXT(E_ACUTE "--a"), true},
    {format_idn_hostname, TEXT(E_ACUTE "b-a"), true},
    {format_idn_hostname, TEXT(E_ACUTE "a--b"), false},
    {format_idn_hostname, TEXT(E_ACUTE "\0"), false},
    {format_idn_hostname, TEXT("a\0" E_ACUTE), false},
    {format_idn_hostname, TEXT(E_ACUTE " "), false},
    {format_idn_hostname, TEXT(E_ACUTE "_"), false},
    {format_idn_hostname, TEXT("\xe2\x84\xaa"), false},
    {format_idn_hostname, TEXT("\xf0\xa0\x80\x80"), true},
    {format_idn_hostname, TEXT("\xf0\x9f\x98\x80"), false},
    {format_idn_hostname, TEXT("\xef\xbf\xbf"), false},
    {format_idn_hostname, TEXT(E_ACUTE "\xef\xbd\xa1\xe3\x80\x82" E_ACUTE), false},
    {format_idn_hostname,
	TEXT(E_ACUTE "\xef\xbc\x8e" E_ACUTE "\xef\xbd\xa1"
		     "a"),
	true},
    {format_idn_hostname, TEXT(TEN(GAG) TEN(GAG) GAG GAG GAG GAG GAG), true},
    {format_idn_hostname, TEXT(TEN(GAG) TEN(GAG) TEN(GAG) TEN(GAG) TEN(GAG) TEN(GAG)),
	false},
    {format_idn_hostname, TEXT(TEN(TEN(TEN(GAG)))), false},
    /* 253 octets as ASCII, but more or less of them as they stand */
    {format_idn_hostname, TEXT(A63 "." A63 "." A63 "." A10 A10 A10 A10 A10 A10 "a"),
	true},
    {format_idn_hostname, TEXT(A63 "." A63 "." A63 "." A10 A10 A10 A10 A10 E_ACUTE "aa"),
	true},
    {format_idn_hostname,
	TEXT(A63 "." A63 "." A63 "." A10 A10 A10 A10 A10 E_ACUTE "aaaa"), false},
    {format_idn_hostname, TEXT(""), false},

    /* RFC 5893: what one label makes of the others */
    {format_idn_hostname, TEXT(ALEF ".a"), true},
    {format_idn_hostname, TEXT(ALEF ".1a"), false},
    {format_idn_hostname, TEXT("1a." ALEF), false},
    {format_idn_hostname, TEXT("1a." E_ACUTE), true},
    {format_idn_hostname, TEXT("a1." ALEF), true},
    {format_idn_hostname, TEXT(ALEF "." EXTENDED_ONE), false},
    {format_idn_hostname, TEXT("a." EXTENDED_ONE), true},
    {format_idn_hostname, TEXT(ARABIC_ONE), false},
    {format_idn_hostname, TEXT(BEH ARABIC_ONE), true},
    {format_idn_hostname, TEXT(BEH "1"), true},
    {format_idn_hostname, TEXT(BEH ARABIC_ONE "1"), false},
    {format_idn_hostname, TEXT(BEH EXTENDED_ONE "1"), true},
    {format_idn_hostname, TEXT(ALEF "a"), false},
    {format_idn_hostname, TEXT(ALEF GRAVE), true},
    {format_idn_hostname, TEXT(ALEF "-" GRAVE), false},
    {format_idn_hostname, TEXT(ALEF "-" ALEF GRAVE), true},
    {format_idn_hostname, TEXT(ALEF ".x-" GRAVE), false},
    {format_idn_hostname, TEXT(ALEF ".x-" GRAVE GRAVE), false},
    {format_idn_hostname, TEXT(ALEF ".x-" GRAVE "x"), true},
    {format_idn_hostname, TEXT(ALEF ".x-" GRAVE "1"), true},
    {format_idn_hostname, TEXT(ALEF ".x-" DEVANAGARI_AA), true},
    {format_idn_hostname, TEXT("x-" GRAVE), true},
    {format_idn_hostname, TEXT(JOINED), true},
    {format_idn_hostname, TEXT(ALEF "." JOINED), false},
    {format_idn_hostname, TEXT(ALEF "." JOINED "x"), true},
    {format_hostname, TEXT("1a.xn--4db"), false},
    {format_hostname, TEXT("a1.xn--4db"), true},
    {format_hostname, TEXT("1a.xn--caf-dma"), true},

    {format_email, TEXT("!#$%&'*+-/=?^_`{|}~@a"), true},
    {format_email, TEXT("1@1"), true},
    {format_email, TEXT("azAZ09@1"), true},
    {format_email, TEXT("\"\"@a"), true},
    {format_email, TEXT("\"\\\"\\ \\~\\\\\"@a"), true},
    {format_email, TEXT("\"a\\\"@a"), false},
    {format_email, TEXT("\"a\"b@a"), false},
    {format_email, TEXT("a\"b\"@a"), false},
    {format_email, TEXT("\"a\".b@a"), false},
    {format_email, TEXT("\"a@a"), false},
    {format_email, TEXT("\""), false},
    {format_email, TEXT("\"\\"), false},
    {format_email, TEXT("\"\t\"@a"), false},
    {format_email, TEXT("\"\0\"@a"), false},
    {format_email, TEXT("\"\\\0\"@a"), false},
    {format_email, TEXT("\"\\\x7f\"@a"), false},
    {format_email, TEXT("a\0@a"), false},
    {format_email, TEXT("a@a\0"), false},
    {format_email, TEXT("a@b@c"), false},
    {format_email, TEXT("a,b@c"), false},
    {format_email, TEXT("a(b)@c"), false},
    {format_email, TEXT("a"), false},
    {format_email, TEXT("."), false},
    {format_email, TEXT(A60 "aaaa@a"), true},
    {format_email, TEXT(A60 "aaaaa@a"), false},
    {format_email, TEXT("\"" A60 "aa\"@a"), true},
    {format_email, TEXT("\"" A60 "aaa\"@a"), false},
    {format_email, TEXT("a@" A63 "." A63 "." A63 "." A60), true},
    {format_email, TEXT("a@" A63 "." A63 "." A63 "." A60 "a"), false},
    {format_email, TEXT("a@"), false},
    {format_email, TEXT("a@b."), false},
    {format_email, TEXT("a@b_c"), false},
    {format_email, TEXT("a@xn--a"), false},
    {format_email, TEXT(E_ACUTE "@a"), false},
    {format_email, TEXT("\"" E_ACUTE "\"@a"), false},
    {format_email, TEXT("a@" E_ACUTE), false},
    {format_email, TEXT(""), false},

    /* address literals, by the forms of RFC 5321 */
    {format_email, TEXT("a@[1.02.003.255]"), true},
    {format_email, TEXT("a@[1.2.3.0004]"), false},
    {format_email, TEXT("a@[1.2.3]"), false},
    {format_email, TEXT("a@[1.2.3.4"), false},
    {format_email, TEXT("a@1.2.3.4]"), false},
    {format_email, TEXT("a@[1.2.3.4]]"), false},
    {format_email, TEXT("a@[1.2.3.4].b"), false},
    {format_email, TEXT("a@["), false},
    {format_email, TEXT("a@[]"), false},
    {format_email, TEXT("a@[IPv6:]"), false},
    {format_email, TEXT("a@[IPv6:"), false},
    {format_email, TEXT("a@[ipV6:1:2:3:4:5:6:7:8]"), true},
    {format_email, TEXT("a@[\x09pv6:::1]"), false},
    {format_email, TEXT("a@[IPv\x16:::1]"), false},
    {format_email, TEXT("a@[::1]"), false},
    {format_email, TEXT("a@[x:1]"), false},
    {format_email, TEXT("a@[IPv6:1:2:3:4:5:6::]"), true},
    {format_email, TEXT("a@[IPv6:::]"), true},
    {format_email, TEXT("a@[IPv6:1:2:3:4:5:6:7::]"), false},
    {format_email, TEXT("a@[IPv6:1:2:3:4::1.2.3.4]"), true},
    {format_email, TEXT("a@[IPv6:1:2:3:4:5::1.2.3.4]"), false},
    {format_email, TEXT("a@[IPv6:::1.2.3.04]"), true},

    {format_idn_email, TEXT(E_ACUTE "@" E_ACUTE), true},
    {format_idn_email, TEXT("\xc4\x80@a"), true},
    {format_idn_email, TEXT(E_ACUTE "." E_ACUTE "@a"), true},
    {format_idn_email, TEXT(E_ACUTE "..a@a"), false},
    {format_idn_email, TEXT("\"" E_ACUTE "\"@[1.2.3.4]"), true},
    {format_idn_email, TEXT("\"\\" E_ACUTE "\"@a"), false},
    {format_idn_email, TEXT("a@x\xcc\x81."), false},
    {format_idn_email, TEXT("a@e\xcc\x81.e\xcc\x81"), true},
    {format_idn_email, TEXT("a@E\xcc\x81"), false},
    {format_idn_email, TEXT("a@\xe2\x84\xaa"), false},
    {format_idn_email, TEXT("a@" TEN(G_A_G) TEN(G_A_G)), true},
    {format_idn_email, TEXT("a@" A63 "." A63 "." A63 "." A60), true},
    {format_idn_email, TEXT("a@" A63 "." A63 "." A63 "." A60 "a"), false},
    /* octets count, not characters */
    {format_idn_email, TEXT(TEN(E_ACUTE) TEN(E_ACUTE) TEN(E_ACUTE) "aaaa@a"), true},
    {format_idn_email, TEXT(TEN(E_ACUTE) TEN(E_ACUTE) TEN(E_ACUTE) "aaaaa@a"), false},
    {format_idn_email, TEXT(""), false},
};

START_TEST(a_format)
{
	check_format_row(&rows[_i], _i);
}
END_TEST

int
main(void)
{
	TCase *tests = tcase_create("format_net");
	tcase_add_loop_test(tests, a_format, 0, sizeof rows / sizeof *rows);
	Suite *suite = suite_create("format_net");
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
