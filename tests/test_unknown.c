/* lib/unknown.c: what is no keyword of a schema, and is likely meant otherwise. */
#include "quoted.h"
#include "suite.h"

/* what is warned of in a schema, a letter, a place and what is meant for each */
static void
warnings(const struct jschema_schema *s, char *text, size_t size)
{
	static const struct {
		enum jschema_code code;
		char letter;
		const char *before; /* what was meant */
	} kinds[] = {
	    {JSCHEMA_EMPTY, 'e', "none of its members is a keyword of JSON Schema "},
	    {JSCHEMA_UNKNOWN_KEYWORD, 'k', "which says nothing; did you mean "},
	    {JSCHEMA_OLD_KEYWORD, 'o', "says nothing here; 2020-12 has "},
	    {JSCHEMA_IDLE_KEYWORD, 'i', "says nothing without "},
	    {JSCHEMA_UNKNOWN_FORMAT, 'f', "not asserted"},
	};
	const struct jschema_error *w;
	size_t length = 0;
	*text = '\0';
	for (size_t i = 0; (w = jschema_warning(s, i)); i++) {
		size_t kind = 0;
		while (kind < countof(kinds) && kinds[kind].code != w->code)
			kind++;
		ck_assert_uint_lt(kind, countof(kinds));
		const char *meant = strstr(w->text, kinds[kind].before);
		ck_assert_msg(meant != NULL, "%s", w->text);
		length += (size_t)snprintf(text + length, size - length, "%c %s %s\n",
		    kinds[kind].letter, w->pointer, meant + strlen(kinds[kind].before));
	}
	for (char *at = text; (at = strchr(at, '"'));)
		*at = '\'';
}

static const struct {
	const char *schema;
	const char *expected;
} slips[] = {
    {"{'type':'object','require':['a'],'propertes':{'a':{'minLenght':1,'items':true}}}",
	"k /require 'required'?\nk /propertes 'properties'?\n"},
    {"{'additionalProprties':false,'oneof':[],'$refs':'a','ref':'#','enums':[1]}",
	"e  2020-12\nk /additionalProprties 'additionalProperties'?\n"
	"k /oneof 'oneOf'?\nk /ref '$ref'?\nk /enums 'enum'?\n"},
    /* below whatever has schemas, its escapes undone */
    {"{'$defs':{'a':{'not':{'M\\u0061ximum':1}}},'type':'object'}",
	"k /$defs/a/not/Maximum 'maximum'?\n"},
    /* two slips of a long word are the most */
    {"{'title':'x','additionalPropertys':true,'additionnalPropertys':true}",
	"k /additionalPropertys 'additionalProperties'?\n"},
    /* but capitals and what joins words are none */
    {"{'title':'x','any_of':[{'MAX_LENGTH':1}],'additional__properties':true,'ONE-OF':[true]}",
	"k /any_of 'anyOf'?\nk /additional__properties 'additionalProperties'?\n"
	"k /ONE-OF 'oneOf'?\n"},
    /* what is there is not meant once more */
    {"{'type':'string','types':['string'],'Type':'string','TYPE':1}", ""},
    /* nor a schema by what is none, nor a list by what is none */
    {"{'title':'x','note':'x','container':'x','anyof':{},'propertes':[]}", ""},
    {"{'title':'x','note':{}}", "k /note 'not'?\n"},
    /* what only describes is left alone, and so are the words of others */
    {"{'titles':1,'type':'string','comment':'x','example':1,'schema':'x','x-require':[],"
     "'nullable':false,'discriminator':{},'xml':{},'externalDocs':{},'deprecated':true,"
     "'readonly':true,'errorMessage':'x','markdownDescription':'x','uniqueKeys':[],"
     "'deepProperties':{},'allRequired':[],'enumNames':[],'propertyOrder':1,'':1}",
	""},
    /* but a dollar begins no words of others (Core 8) */
    {"{'type':'string','$shema':'x','$comments':'x'}",
	"k /$shema '$schema'?\nk /$comments '$comment'?\n"},
    /* what they are often called, where the type beside it allows it */
    {"{'type':'object','property':{'a':{'min_len':1,'maxlen':2}},'patternProperty':{},"
     "'additionalProperty':false}",
	"k /property 'properties'?\nk /patternProperty 'patternProperties'?\n"
	"k /additionalProperty 'additionalProperties'?\n"},
    {"{'items':{'min_len':1,'maxLen':2,'type':'string','unique':true,'regexp':'a'},"
     "'unique':true,'property':'x'}",
	"k /items/min_len 'minLength'?\nk /items/maxLen 'maxLength'?\n"
	"k /items/regexp 'pattern'?\nk /unique 'uniqueItems'?\n"},
    {"{'type':'array','minLen':1,'unique':true,'uniqueItems':true}", ""},
    /* in a group of schemas to refer to they are names */
    {"{'$ref':'#/$defs/a/item','$defs':{'a':{'item':{'type':'string'},'minimal':"
     "{'$ref':'#'},'minimun':5},'b':{'type':'object','item':{'type':'string'}}}}",
	"k /$defs/a/minimun 'minimum'?\nk /$defs/b/item 'items'?\n"},
    /* of old */
    {"{'$recursiveRef':'#','title':'x','items':true,"
     "'additionalItems':false}",
	"o /$recursiveRef '$dynamicRef'\n"
	"o /additionalItems 'items' behind 'prefixItems'\n"},
    {"{'divisibleBy':2,'extends':{},'disallow':[],'id':'http://a','type':'number'}",
	"o /divisibleBy 'multipleOf'\no /extends 'allOf'\no /disallow 'not'\n"
	"o /id '$id'\n"},
    {"{'id':{'type':'string'},'type':'object','definitions':{},'dependencies':{}}", ""},
    {"{'type':'string','nullable':true}",
	"o /nullable 'null' among the types of 'type'\n"},
    {"{'type':['string','null'],'nullable':true}", ""},
    {"{'type':'null','nullable':true,'not':{'type':'string','nullable':false}}", ""},
    {"{'id':'x','name':'y'}", "e  2020-12\n"},
    /* a "properties" that was forgotten */
    {"{'properties':{'a':{'name':{'title':'x','type':'string'},'b':{'$ref':'#'}}}}",
	"e /properties/a 2020-12; those that a value may have belong into 'properties'\n"},
    {"{'items':{'a':{'b':{'enum':[1]}},'b':{'name':{'enum':[1]}}}}", ""},
    {"{'items':{'name':{'enum':[1]}},'$defs':{'a':{'b':{'enum':[1]}}}}",
	"e /items 2020-12; those that a value may have belong into 'properties'\n"},
    {"{'items':{'sensitive':true},'not':{'ui':{'type':'string','widget':1}}}", ""},
    {"{'allOf':[{'not':{'ui':{'type':'string','x-widget':1}}}]}",
	"e /allOf/0/not 2020-12; those that a value may have belong into 'properties'\n"},
    /* where it is warned of already, nothing looks so, or only describes */
    {"{'items':{'propertes':{'a':true}},'not':{'divisibleBy':2,'a':true}}",
	"k /items/propertes 'properties'?\no /not/divisibleBy 'multipleOf'\n"},
    {"{'items':{'a':1,'b':'x','c':[{'type':'string'}],'d':{'e':{'type':'string'}}}}", ""},
    {"{'items':{'a':{'title':'x'}},'not':{'title':'x','a':true},'oneOf':[{}]}", ""},
    {"{'items':{'x-a':1,'a':true},'not':{'nullable':true},'allOf':[{'example':{'type':'x'}}]}",
	""},
    /* and where schemas are grouped to be referred to */
    {"{'$ref':'#/$defs/a/b','$defs':{'a':{'b':{'type':'string'},'c':{'type':'null'}}}}",
	""},
    /* what needs another one beside it */
    {"{'then':{},'items':{'else':{},'if':{}},'not':{'if':{},'then':{}}}",
	"i /then 'if' beside it\n"},
    {"{'properties':{'a':{'if':{}},'b':{'minContains':1,'contains':{}},"
     "'c':{'minContains':0,'m\\u0061xContains':1},'d':{'contentSchema':{}}}}",
	"i /properties/a/if 'then' or 'else' beside it\n"
	"i /properties/c/minContains 'contains' beside it\n"
	"i /properties/c/maxContains 'contains' beside it\n"
	"i /properties/d/contentSchema 'contentMediaType' beside it\n"},
    /* and what is there for what it evaluates */
    {"{'items':{'if':{'properties':{'a':true}}},'unevaluatedItems':false}", ""},
    /* what is asked of values that have another type */
    {"{'type':'object','items':false,'properties':{'a':{'type':'string','m\\u0061ximum':2,"
     "'dependencies':{'a':['b'],'c':{}}},'b':{'type':['null','integer'],'required':['c']},"
     "'c':{'type':'integer','format':'date','enum':[1]}}}",
	"i /items 'array' in the 'type' beside it\n"
	"i /properties/a/maximum 'number' in the 'type' beside it\n"
	"i /properties/a/dependencies 'object' in the 'type' beside it\n"
	"i /properties/b/required 'object' in the 'type' beside it\n"
	"i /properties/c/format 'string' in the 'type' beside it\n"},
    /* nor is anything asked by these */
    {"{'items':{'type':'string','minItems':0,'items':true,'properties':{},'allOf':[{}],"
     "'additionalProperties':{},'propertyNames':{'$ref':'#/items/items'}}}",
	"i /items/propertyNames 'object' in the 'type' beside it\n"},
    /* one type is enough, and what only describes is asked of none */
    {"{'items':{'type':['string','integer'],'maximum':1,'pattern':'a'},'contains':"
     "{'type':'integer','maximum':1,'format':'int32','contentEncoding':'base64'},"
     "'not':{'allOf':[{'type':'string'}],'maximum':1},'else':true,'if':{'type':'array',"
     "'$ref':'#/not','$defs':{},'minLenght':1}}",
	"k /if/minLenght 'minLength'?\n"},
    /* formats */
    {"{'items':{'format':'dat'},'not':{'format':'datetime'},'contains':{'format':'url'}}",
	"f /items/format ; did you mean 'date'?\n"
	"f /not/format ; did you mean 'date-time'?\nf /contains/format ; did you mean 'uri'?\n"},
    {"{'items':{'format':'ip'},'not':{'format':''},'contains':{'format':'password'}}",
	"f /items/format \nf /not/format \n"},
};

START_TEST(warns)
{
	struct compiled c = compile(slips[_i].schema, true);
	char text[1024];
	warnings(c.schema, text, sizeof text);
	ck_assert_str_eq(text, slips[_i].expected);
	drop(c);
}
END_TEST

/* the place is that of the name, and nobody is warned of what is trusted */
START_TEST(has_a_place)
{
	struct compiled c = compile("{'type':'string','maxLenght':9}", true);
	struct jschema_compile_options trusted = {.trusted = true};
	const struct jschema_error *w = jschema_warning(c.schema, 0);
	ck_assert_uint_eq(w->offset, 17);
	ck_assert_uint_eq(w->line, 1);
	ck_assert_uint_eq(w->column, 18);
	ck_assert_str_eq(w->text,
	    "expected a keyword, got \"maxLenght\", which says nothing; did you mean "
	    "\"maxLength\"?");
	jschema_schema_free(c.schema);
	c.schema = jschema_compile(c.document, &trusted, NULL);
	ck_assert_ptr_null(jschema_warning(c.schema, 0));
	drop(c);
}
END_TEST

static const struct jschema_document *
load(const char *uri, void *metaschema)
{
	const struct compiled *c = metaschema;
	return strcmp(uri, "http://m") == 0 ? c->document : NULL;
}

/* a vocabulary that does not count has no keywords that may be meant (Core 8.1.2) */
START_TEST(knows_the_dialect)
{
	struct compiled m = read_text(
	    "{'$vocabulary':{'https://json-schema.org/draft/2020-12/vocab/core':true,"
	    "'https://json-schema.org/draft/2020-12/vocab/applicator':true}}");
	struct compiled c = read_text(
	    "{'$schema':'http://m','maxLenght':1,'itmes':{},'not':{'$id':'http://b',"
	    "'$schema':'https://json-schema.org/draft/2020-12/schema','maxLenght':1,"
	    "'contains':{'$id':'http://d','$schema':'http://m','maxLenght':1,'itmes':{}}}}");
	struct jschema_compile_options options = {.load = load, .context = &m};
	char text[1024];
	c.schema = jschema_compile(c.document, &options, NULL);
	ck_assert_ptr_nonnull(c.schema);
	warnings(c.schema, text, sizeof text);
	ck_assert_str_eq(text,
	    "k /itmes 'items'?\nk /not/maxLenght 'maxLength'?\nk /not/contains/itmes 'items'?\n");
	drop(c);
	drop(m);
}
END_TEST

/* a vocabulary that is not known may have any keywords (Core 8.1.2) */
START_TEST(leaves_others_alone)
{
	struct compiled m = read_text(
	    "{'$vocabulary':{'https://json-schema.org/draft/2020-12/vocab/core':true,"
	    "'https://json-schema.org/draft/2020-12/vocab/applicator':true,"
	    "'http://v':false}}");
	struct compiled c = read_text("{'$schema':'http://m','itmes':{},'extends':{},"
				      "'items':{'itmes':{},'not':{}}}");
	struct jschema_compile_options options = {.load = load, .context = &m};
	c.schema = jschema_compile(c.document, &options, NULL);
	ck_assert_ptr_nonnull(c.schema);
	ck_assert_ptr_null(jschema_warning(c.schema, 0));
	drop(c);
	drop(m);
}
END_TEST

/*
 * Each slip, and what is often called so, looks whether what was meant is there: of too
 * many, some are passed over.
 */
START_TEST(looks_no_further)
{
	enum { MANY = 40000, SLIPS = 1700, EACH = 40 };
	static const char gap[] = "______";
	char *text = malloc((MANY + SLIPS + 1) * EACH), *at = text;
	size_t count = 0;
	ck_assert_ptr_nonnull(text);
	at += sprintf(at, "{'title':''");
	for (int i = 0; i < SLIPS; i++)
		at += _i ? sprintf(at, ",'m%.*sa%.*sx%.*sl%.*sen':''", i % 7, gap,
			       i / 7 % 7, gap, i / 49 % 7, gap, i / 343, gap)
			 : sprintf(at, ",'%c%crmat':''", '(' + i / 34, '~' - i % 34);
	for (int i = 0; i < MANY; i++)
		at += sprintf(at, ",'%d':1", i);
	strcpy(at, "}");
	struct compiled c = compile(text, false);
	while (jschema_warning(c.schema, count))
		count++;
	ck_assert_uint_gt(count, 100);
	ck_assert_uint_lt(count, SLIPS / 2);
	drop(c);
	free(text);
}
END_TEST

static const struct {
	const char *schema;
	bool warned;
} silent[] = {
    {"{}", false},
    {"true", false},
    {"{'$defs':{}}", false},
    {"{'title':'x'}", false},
    {"{'definitions':{}}", false},
    {"{'x':1,'\\u0074itle':'x'}", false},
    {"{'not':{'x':1}}", false},
    {"{'$defs':{'a':{'type':'string'}},'$ref':'#/$defs/a'}", false},
    {"{'$id':'http://a.example/','title':'x','$defs':{'a':{'type':'string'}}}", true},
    {"{'swagger':'2.0','definitions':{'a':{'type':'string'}}}", true},
    {"{'id':'x','device':{'type':'object'}}", true},
};

START_TEST(warns_of_what_says_nothing)
{
	struct compiled c = compile(silent[_i].schema, false);
	const struct jschema_error *w = jschema_warning(c.schema, 0);
	ck_assert_int_eq(w != NULL, silent[_i].warned);
	if (w) {
		ck_assert_int_eq(w->code, JSCHEMA_EMPTY);
		ck_assert_uint_eq(w->column, 1);
		ck_assert_ptr_null(jschema_warning(c.schema, 1));
	}
	drop(c);
}
END_TEST

/* the first ones of each code in the text, and not in the order of the compiler */
START_TEST(keeps_the_first)
{
	static const struct jschema_compile_options options = {
	    .assert_format = true, .max_warnings = 1};
	struct compiled c =
	    read_text("{'allOf':[{'minLenght':1,'id':'a'}],'additionalItems':1,"
		      "'minItms':2,'format':'x','maxItms':2}");
	char text[256];
	struct jschema_schema *s = jschema_compile(c.document, &options, NULL);
	ck_assert_ptr_nonnull(s);
	warnings(s, text, sizeof text);
	ck_assert_str_eq(text,
	    "k /allOf/0/minLenght 'minLength'?\no /additionalItems 'items' behind 'prefixItems'\n"
	    "f /format \n");
	ck_assert_uint_eq(jschema_warnings_left_out(s, JSCHEMA_UNKNOWN_KEYWORD), 2);
	ck_assert_uint_eq(jschema_warnings_left_out(s, JSCHEMA_OLD_KEYWORD), 0);
	ck_assert_uint_eq(jschema_warnings_left_out(s, (enum jschema_code) - 1), 0);
	jschema_schema_free(s);
	drop(c);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("unknown");
	TCase *all = tcase_create("all");
	tcase_set_timeout(all, 30);
	tcase_add_loop_test(all, warns, 0, (int)countof(slips));
	tcase_add_test(all, has_a_place);
	tcase_add_test(all, knows_the_dialect);
	tcase_add_test(all, leaves_others_alone);
	tcase_add_loop_test(all, looks_no_further, 0, 2);
	tcase_add_test(all, keeps_the_first);
	tcase_add_loop_test(all, warns_of_what_says_nothing, 0, (int)countof(silent));
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
