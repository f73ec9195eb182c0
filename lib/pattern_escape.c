/*
 * The parts of a pattern that stand for one code point: escapes, classes and literals,
 * with the properties of Unicode (ECMA-262, 11th edition, 21.2.1 Patterns). PCRE2 gets
 * nearly all of it as code points and ranges, which mean the same everywhere.
 */
#include "pattern_translate.h"

#include "utf8.h"

#include <stdio.h>
#include <string.h>

/* What stands in a class, or an escape outside. */
struct member {
	uint32_t point;
	char set;        /* one of d D w W s S p P; 0: it is the code point */
	char output[48]; /* of a property, for PCRE2 */
};

struct class
{
	struct ascii_set set;
	bool negated;
	bool others; /* of the code points beyond ASCII some are in it, some are not */
};

/* Inside [ ]: nothing. PCRE2 10.42 forgets the quantifier behind a true []. */
static const char no_point[] = "^\\x{0}-\\x{10ffff}";
static const char white_space[] =
    "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}"
    "\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
static const char no_white_space[] =
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"
    "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}"
    "\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";

/* CharacterClassEscape without the properties, as the inside of a class; all spelled out,
 * because PCRE2 10.42 takes no code point beyond 255 as a \D in [^\D\p{L}] */
static const struct set {
	char letter;
	bool mixed; /* some code points beyond ASCII are in it, some are not */
	const char *output;
	struct ascii_set ascii;
} sets[] = {
    {'d', false, "0-9", {{0x03ff000000000000, 0}, false}},
    {'D', false, "\\x{0}-/:-\\x{10ffff}",
	{{~UINT64_C(0x03ff000000000000), UINT64_MAX}, true}},
    {'w', false, "0-9A-Z_a-z", {{0x03ff000000000000, 0x07fffffe87fffffe}, false}},
    {'W', false, "\\x{0}-/:-@\\x{5b}-\\x{5e}`{-\\x{10ffff}",
	{{~UINT64_C(0x03ff000000000000), ~UINT64_C(0x07fffffe87fffffe)}, true}},
    {'s', true, white_space, {{0}, false}},
    {'S', true, no_white_space, {{0}, false}},
};

/* Values of General_Category: PropertyValueAliases.txt. PCRE2 knows the first name of
 * each. */
static const char *const categories[] = {"C Other", "Cc Control cntrl", "Cf Format",
    "Cn Unassigned", "Co Private_Use", "Cs Surrogate", "L Letter", "LC Cased_Letter",
    "Ll Lowercase_Letter", "Lm Modifier_Letter", "Lo Other_Letter", "Lt Titlecase_Letter",
    "Lu Uppercase_Letter", "M Mark Combining_Mark", "Mc Spacing_Mark",
    "Me Enclosing_Mark", "Mn Nonspacing_Mark", "N Number", "Nd Decimal_Number digit",
    "Nl Letter_Number", "No Other_Number", "P Punctuation punct",
    "Pc Connector_Punctuation", "Pd Dash_Punctuation", "Pe Close_Punctuation",
    "Pf Final_Punctuation", "Pi Initial_Punctuation", "Po Other_Punctuation",
    "Ps Open_Punctuation", "S Symbol", "Sc Currency_Symbol", "Sk Modifier_Symbol",
    "Sm Math_Symbol", "So Other_Symbol", "Z Separator", "Zl Line_Separator",
    "Zp Paragraph_Separator", "Zs Space_Separator"};

/* ECMA-262 table "Binary Unicode property aliases"; PCRE2 has them under these names */
static const char binary_properties[] =
    "ASCII ASCII_Hex_Digit AHex Alphabetic Alpha Any Bidi_Control Bidi_C "
    "Bidi_Mirrored Bidi_M Case_Ignorable CI Cased Changes_When_Casefolded CWCF "
    "Changes_When_Casemapped CWCM Changes_When_Lowercased CWL "
    "Changes_When_NFKC_Casefolded CWKCF Changes_When_Titlecased CWT "
    "Changes_When_Uppercased CWU Dash Default_Ignorable_Code_Point DI Deprecated "
    "Dep Diacritic Dia Emoji Emoji_Component EComp Emoji_Modifier EMod "
    "Emoji_Modifier_Base EBase Emoji_Presentation EPres Extended_Pictographic "
    "ExtPict Extender Ext Grapheme_Base Gr_Base Grapheme_Extend Gr_Ext Hex_Digit "
    "Hex IDS_Binary_Operator IDSB IDS_Trinary_Operator IDST ID_Continue IDC "
    "ID_Start IDS Ideographic Ideo Join_Control Join_C Logical_Order_Exception "
    "LOE Lowercase Lower Math Noncharacter_Code_Point NChar Pattern_Syntax "
    "Pat_Syn Pattern_White_Space Pat_WS Quotation_Mark QMark Radical "
    "Regional_Indicator RI Sentence_Terminal STerm Soft_Dotted SD "
    "Terminal_Punctuation Term Unified_Ideograph UIdeo Uppercase Upper "
    "Variation_Selector VS White_Space space XID_Continue XIDC XID_Start XIDS";

/* Values of Script, of all Unicode versions to 17: PropertyValueAliases.txt */
static const char scripts[] =
    "Adlam Adlm Aghb Ahom Anatolian_Hieroglyphs Arab Arabic Armenian Armi Armn "
    "Avestan Avst Bali Balinese Bamu Bamum Bass Bassa_Vah Batak Batk Beng Bengali "
    "Berf Beria_Erfe Bhaiksuki Bhks Bopo Bopomofo Brah Brahmi Brai Braille Bugi "
    "Buginese Buhd Buhid Cakm Canadian_Aboriginal Cans Cari Carian "
    "Caucasian_Albanian Chakma Cham Cher Cherokee Chorasmian Chrs Common Copt "
    "Coptic Cpmn Cprt Cuneiform Cypriot Cypro_Minoan Cyrillic Cyrl Deseret Deva "
    "Devanagari Diak Dives_Akuru Dogr Dogra Dsrt Dupl Duployan Egyp "
    "Egyptian_Hieroglyphs Elba Elbasan Elym Elymaic Ethi Ethiopic Gara Garay Geor "
    "Georgian Glag Glagolitic Gong Gonm Goth Gothic Gran Grantha Greek Grek "
    "Gujarati Gujr Gukh Gunjala_Gondi Gurmukhi Guru Gurung_Khema Han Hang Hangul "
    "Hani Hanifi_Rohingya Hano Hanunoo Hatr Hatran Hebr Hebrew Hira Hiragana Hluw "
    "Hmng Hmnp Hung Imperial_Aramaic Inherited Inscriptional_Pahlavi "
    "Inscriptional_Parthian Ital Java Javanese Kaithi Kali Kana Kannada Katakana "
    "Kawi Kayah_Li Khar Kharoshthi Khitan_Small_Script Khmer Khmr Khoj Khojki "
    "Khudawadi Kirat_Rai Kits Knda Krai Kthi Lana Lao Laoo Latin Latn Lepc Lepcha "
    "Limb Limbu Lina Linb Linear_A Linear_B Lisu Lyci Lycian Lydi Lydian Mahajani "
    "Mahj Maka Makasar Malayalam Mand Mandaic Mani Manichaean Marc Marchen "
    "Masaram_Gondi Medefaidrin Medf Meetei_Mayek Mend Mende_Kikakui Merc Mero "
    "Meroitic_Cursive Meroitic_Hieroglyphs Miao Mlym Modi Mong Mongolian Mro Mroo "
    "Mtei Mult Multani Myanmar Mymr Nabataean Nag_Mundari Nagm Nand Nandinagari "
    "Narb Nbat New_Tai_Lue Newa Nko Nkoo Nshu Nushu Nyiakeng_Puachue_Hmong Ogam "
    "Ogham Ol_Chiki Ol_Onal Olck Old_Hungarian Old_Italic Old_North_Arabian "
    "Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur "
    "Onao Oriya Orkh Orya Osage Osge Osma Osmanya Ougr Pahawh_Hmong Palm "
    "Palmyrene Pau_Cin_Hau Pauc Perm Phag Phags_Pa Phli Phlp Phnx Phoenician Plrd "
    "Prti Psalter_Pahlavi Qaac Qaai Rejang Rjng Rohg Runic Runr Samaritan Samr "
    "Sarb Saur Saurashtra Sgnw Sharada Shavian Shaw Shrd Sidd Siddham Sidetic "
    "Sidt SignWriting Sind Sinh Sinhala Sogd Sogdian Sogo Sora Sora_Sompeng Soyo "
    "Soyombo Sund Sundanese Sunu Sunuwar Sylo Syloti_Nagri Syrc Syriac Tagalog "
    "Tagb Tagbanwa Tai_Le Tai_Tham Tai_Viet Tai_Yo Takr Takri Tale Talu Tamil "
    "Taml Tang Tangsa Tangut Tavt Tayo Telu Telugu Tfng Tglg Thaa Thaana Thai "
    "Tibetan Tibt Tifinagh Tirh Tirhuta Tnsa Todhri Todr Tolong_Siki Tols Toto "
    "Tulu_Tigalari Tutg Ugar Ugaritic Unknown Vai Vaii Vith Vithkuqi Wancho Wara "
    "Warang_Citi Wcho Xpeo Xsux Yezi Yezidi Yi Yiii Zanabazar_Square Zanb Zinh "
    "Zyyy Zzzz";

static void
put_point(struct translation *t, uint32_t point)
{
	char plain = (char)point;
	if (point < 0x80 && is_alphanumeric(plain))
		words_add(&t->output, &plain, 1);
	else
		words_format(&t->output, "\\x{%x}", (unsigned)point);
}

/* ---- escapes ------------------------------------------------------------------ */

static bool
read_hex(struct translation *t, size_t digits, uint32_t *value)
{
	if ((size_t)(t->stop - t->at) < digits)
		return false;
	*value = 0;
	for (size_t i = 0; i < digits; i++) {
		if (!is_hex(t->at[i]))
			return false;
		*value = *value * 16 + (uint32_t)hex_value(t->at[i]);
	}
	t->at += digits;
	return true;
}

/* RegExpUnicodeEscapeSequence behind its \u */
bool
translate_unicode_escape(struct translation *t, uint32_t *point)
{
	uint32_t digit, low;
	if (translation_skip(t, "{")) {
		*point = 0;
		if (translation_at(t, "}"))
			return translation_syntax(t, "\\u{} has no digits");
		while (!translation_skip(t, "}")) {
			if (!read_hex(t, 1, &digit))
				return translation_syntax(
				    t, "\\u{ wants hexadecimal digits and a }");
			*point = *point * 16 + digit;
			if (*point > 0x10ffff)
				return translation_syntax(
				    t, "there is no such code point");
		}
		return true;
	}
	if (!read_hex(t, 4, point))
		return translation_syntax(t, "\\u wants four hexadecimal digits");
	const char *behind = t->at;
	if (*point >= 0xd800 && *point <= 0xdbff && translation_skip(t, "\\u")) {
		if (read_hex(t, 4, &low) && low >= 0xdc00 && low <= 0xdfff)
			*point = 0x10000 + ((*point - 0xd800) << 10) + (low - 0xdc00);
		else
			t->at = behind;
	}
	return true;
}

/* CharacterEscape behind its \, and in a class ClassEscape */
static bool
parse_character_escape(struct translation *t, bool in_class, uint32_t *point)
{
	static const char letters[] = "tnvfr", controls[] = "\t\n\v\f\r";
	char c = *t->at;
	const char *letter = memchr(letters, c, sizeof letters - 1);
	if (letter) {
		*point = (uint32_t)controls[letter - letters];
	} else if (c == 'b' && in_class) {
		*point = '\b';
	} else if (c == 'c' && t->stop - t->at > 1 && is_letter(t->at[1])) {
		t->at++;
		*point = *t->at & 0x1f;
	} else if (c == '0' && !(t->stop - t->at > 1 && is_digit(t->at[1]))) {
		*point = 0;
	} else if (c == 'u') {
		t->at++;
		return translate_unicode_escape(t, point);
	} else if (c == 'x') {
		t->at++;
		return read_hex(t, 2, point) ||
		    translation_syntax(t, "\\x wants two hexadecimal digits");
	} else if (is_one_of(c, "^$\\.*+?()[]{}|/") || (c == '-' && in_class)) {
		*point = (uint32_t)c;
	} else if (t->strict || is_digit(c) || is_letter(c)) {
		/* Annex B would read \A as A, but its author meant something else */
		return translation_syntax(t, "there is no such escape");
	} else {
		*point = utf8_decode(&t->at, t->stop);
		return true;
	}
	t->at++;
	return true;
}

/* Is the word one of a list, which is divided by spaces? */
static bool
is_listed(const char *list, const char *word, size_t length)
{
	while (*list) {
		size_t size = strcspn(list, " ");
		if (size == length && memcmp(list, word, length) == 0)
			return true;
		list += size;
		list += *list == ' ';
	}
	return false;
}

static const char *
find_category(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
		if (is_listed(categories[i], name, length))
			return categories[i];
	return NULL;
}

/* UnicodePropertyValueExpression with its braces. Names are compared exactly, as
 * UnicodeMatchProperty wants it; PCRE2 would not mind case and underscores. */
static bool
parse_property(struct translation *t, struct member *m)
{
	const char *close = NULL, *name = t->at + 1;
	if (translation_at(t, "{"))
		close = memchr(t->at, '}', (size_t)(t->stop - t->at));
	if (!close)
		return translation_syntax(t, "\\p wants a property in braces");
	t->at = close + 1;
	size_t length = (size_t)(close - name);
	const char *equals = memchr(name, '=', length);
	size_t key = equals ? (size_t)(equals - name) : 0;
	const char *value = equals ? equals + 1 : name;
	size_t size = (size_t)(close - value);
	const char *prefix = "", *category = NULL;
	bool known = false;
	char letter = m->set;

	if (equals && is_listed("Script sc", name, key))
		prefix = "sc=";
	if (equals && is_listed("Script_Extensions scx", name, key))
		prefix = "scx=";
	if (*prefix)
		known = is_listed(scripts, value, size);
	else if (!equals || is_listed("General_Category gc", name, key))
		category = find_category(value, size);
	if (!equals && is_listed("Assigned", name, length)) {
		category = "Cn";
		letter ^= 'p' ^ 'P';
	}
	if (!equals && !category)
		known = is_listed(binary_properties, name, length);
	if (!known && !category)
		return translation_syntax(t, "there is no such property");
	if (category)
		snprintf(m->output, sizeof m->output, "\\%c{%.*s}", letter,
		    (int)strcspn(category, " "), category);
	else
		snprintf(m->output, sizeof m->output, "\\%c{%s%.*s}", letter, prefix,
		    (int)size, value);
	return true;
}

/* ---- classes ------------------------------------------------------------------ */

static const struct set *
find_set(char letter)
{
	const struct set *set = sets;
	while (set->letter != letter)
		set++;
	return set;
}

/* ClassAtom, or behind a \ outside of a class CharacterClassEscape or CharacterEscape */
static bool
parse_member(struct translation *t, bool in_class, struct member *m)
{
	*m = (struct member){0};
	if (in_class && !translation_skip(t, "\\")) {
		m->point = utf8_decode(&t->at, t->stop);
		return true;
	}
	if (t->at == t->stop)
		return translation_syntax(t, "there is nothing behind the \\");
	if (!is_one_of(*t->at, "dDwWsSpP"))
		return parse_character_escape(t, in_class, &m->point);
	m->set = *t->at++;
	return (m->set | 0x20) != 'p' || parse_property(t, m);
}

static void
add_range(struct translation *t, struct class *class, uint32_t first, uint32_t last)
{
	for (uint32_t point = first; point <= last && point < 0x80; point++)
		class->set.bits[point / 64] |= UINT64_C(1) << point % 64;
	class->others |= last >= 0x80;
	/* Texts hold no surrogates, and PCRE2 does not take them as ends of a range. */
	if (is_surrogate(first))
		first = 0xe000;
	if (is_surrogate(last))
		last = 0xd7ff;
	if (first > last)
		return;
	put_point(t, first);
	if (first < last) {
		words_say(&t->output, "-");
		put_point(t, last);
	}
}

static void
add_member(struct translation *t, struct class *class, const struct member *m)
{
	if (!m->set) {
		add_range(t, class, m->point, m->point);
	} else if (*m->output) {
		class->others = true;
		words_say(&t->output, m->output);
	} else {
		const struct set *set = find_set(m->set);
		class->set.bits[0] |= set->ascii.bits[0];
		class->set.bits[1] |= set->ascii.bits[1];
		class->set.others |= set->ascii.others;
		class->others |= set->mixed;
		words_say(&t->output, set->output);
	}
}

/* One ClassAtom or a range of NonemptyClassRanges */
static bool
parse_class_item(struct translation *t, struct class *class)
{
	struct member first, last;
	if (!parse_member(t, true, &first))
		return false;
	if (!translation_at(t, "-") || t->stop - t->at < 2 || t->at[1] == ']') {
		add_member(t, class, &first);
		return true;
	}
	t->at++;
	if (!parse_member(t, true, &last))
		return false;
	if (first.set || last.set) {
		if (t->strict)
			return translation_syntax(
			    t, "a range wants single characters as its ends");
		/* Annex B.1.4 CharacterRangeOrUnion */
		add_member(t, class, &first);
		add_range(t, class, '-', '-');
		add_member(t, class, &last);
		return true;
	}
	if (first.point > last.point)
		return translation_syntax(t, "a range goes backwards");
	add_range(t, class, first.point, last.point);
	return true;
}

bool
translate_class(struct translation *t)
{
	struct class class = {0};
	class.negated = translation_skip(t, "^");
	words_say(&t->output, class.negated ? "[^" : "[");
	size_t empty = t->output.length;
	while (!translation_skip(t, "]")) {
		if (t->at == t->stop)
			return translation_syntax(t, "the class is not closed");
		if (!parse_class_item(t, &class))
			return false;
	}
	if (t->output.length == empty && !class.negated)
		words_say(&t->output, no_point);
	words_say(&t->output, "]");
	if (class.negated) {
		class.set.bits[0] = ~class.set.bits[0];
		class.set.bits[1] = ~class.set.bits[1];
		class.set.others = !class.set.others;
	}
	if (class.others)
		t->simple.fits = false;
	simple_set(&t->simple, &class.set);
	return true;
}

bool
translate_literal(struct translation *t, uint32_t point)
{
	simple_point(&t->simple, point);
	if (!is_surrogate(point)) {
		put_point(t, point);
		return true;
	}
	/* There is none in any text. */
	words_say(&t->output, "[");
	words_say(&t->output, no_point);
	words_say(&t->output, "]");
	return true;
}

bool
translate_escape(struct translation *t)
{
	struct member m;
	if (!parse_member(t, false, &m))
		return false;
	if (!m.set)
		return translate_literal(t, m.point);
	const struct set *set = *m.output ? NULL : find_set(m.set);
	if (!set || set->mixed)
		t->simple.fits = false;
	if (set)
		simple_set(&t->simple, &set->ascii);
	/* Outside of [ ], PCRE2 10.42 takes \P{Lu} and \P{Cn} for disjoint. */
	words_say(&t->output, "[");
	words_say(&t->output, set ? set->output : m.output);
	words_say(&t->output, "]");
	return true;
}
