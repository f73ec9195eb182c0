/*
 * Memory that runs out, at each place where the library asks for it, of the system, of an
 * arena or through PCRE2, libidn2 and jansson: the call says so, or has the answer that
 * it would have had. It runs out for good, or once.
 */
#include "idn.h"
#include "quoted.h"
#include "suite.h"

#include <limits.h>

static struct {
	long left; /* requests until one fails; -1: none does */
	long most; /* that fail */
	long failed;
} memory = {.left = -1};

static bool
refuses(void)
{
	if (memory.left > 0)
		memory.left--;
	if (memory.left != 0 || memory.failed == memory.most)
		return false;
	memory.failed++;
	return true;
}

/* lets memory run out with the request of this number; `most` fail */
static void
run_out(long round, long most)
{
	memory.left = round;
	memory.most = most;
	memory.failed = 0;
}

/* ends that; has a request failed? */
static bool
had_none(void)
{
	memory.left = -1;
	return memory.failed > 0;
}

struct arena;

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__real_arena_alloc(struct arena *, size_t, size_t);
char *__real_arena_copy(struct arena *, const char *, size_t);
void *__real_pcre2_compile_8(
    const uint8_t *, size_t, uint32_t, int *code, size_t *offset, void *);
void *__real_pcre2_match_data_create_8(uint32_t, void *);
void *__real_pcre2_match_context_create_8(void *);
void *__real_pcre2_jit_stack_create_8(size_t, size_t, void *);
void *__real_dlopen(const char *, int);
const struct idn *__real_idn_load(void);

void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);
void *__wrap_arena_alloc(struct arena *, size_t, size_t);
char *__wrap_arena_copy(struct arena *, const char *, size_t);
void *__wrap_pcre2_compile_8(
    const uint8_t *, size_t, uint32_t, int *code, size_t *offset, void *);
void *__wrap_pcre2_match_data_create_8(uint32_t, void *);
void *__wrap_pcre2_match_context_create_8(void *);
void *__wrap_pcre2_jit_stack_create_8(size_t, size_t, void *);
void *__wrap_dlopen(const char *, int);
const struct idn *__wrap_idn_load(void);

void *
__wrap_malloc(size_t size)
{
	return refuses() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return refuses() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *old, size_t size)
{
	return refuses() ? NULL : __real_realloc(old, size);
}

void *
__wrap_arena_alloc(struct arena *a, size_t count, size_t size)
{
	return refuses() ? NULL : __real_arena_alloc(a, count, size);
}

char *
__wrap_arena_copy(struct arena *a, const char *text, size_t length)
{
	return refuses() ? NULL : __real_arena_copy(a, text, length);
}

void *
__wrap_pcre2_compile_8(const uint8_t *text, size_t length, uint32_t options, int *code,
    size_t *offset, void *context)
{
	if (!refuses())
		return __real_pcre2_compile_8(
		    text, length, options, code, offset, context);
	*code = 121; /* PCRE2_ERROR_HEAP_FAILED */
	*offset = 0;
	return NULL;
}

void *
__wrap_pcre2_match_data_create_8(uint32_t size, void *context)
{
	return refuses() ? NULL : __real_pcre2_match_data_create_8(size, context);
}

void *
__wrap_pcre2_match_context_create_8(void *context)
{
	return refuses() ? NULL : __real_pcre2_match_context_create_8(context);
}

void *
__wrap_pcre2_jit_stack_create_8(size_t first, size_t most, void *context)
{
	return refuses() ? NULL : __real_pcre2_jit_stack_create_8(first, most, context);
}

static struct idn idn, refusing;

static int
wrap_register(const uint8_t *u_label, const uint8_t *a_label, uint8_t **result, int flags)
{
	return refuses() ? IDN2_MALLOC : idn.register_u8(u_label, a_label, result, flags);
}

const struct idn *
__wrap_idn_load(void)
{
	const struct idn *real = __real_idn_load();
	if (!real)
		return NULL;
	idn = refusing = *real;
	refusing.register_u8 = wrap_register;
	return &refusing;
}

static bool is_missing; /* what is to be loaded */

void *
__wrap_dlopen(const char *name, int flags)
{
	return is_missing ? NULL : __real_dlopen(name, flags);
}

/* so many that they are looked up by a table */
#define TEN_OF(open, a, shut)                                                         \
	open a "0" shut "," open a "1" shut "," open a "2" shut "," open a "3" shut   \
	       "," open a "4" shut "," open a "5" shut "," open a "6" shut "," open a \
	       "7" shut "," open a "8" shut "," open a "9" shut
#define NAMES(a) TEN_OF("'", a "0", "'") "," TEN_OF("'", a "1", "'")
#define MEMBERS(a) TEN_OF("'", a "0", "':{}") "," TEN_OF("'", a "1", "':{}")

#define EIGHT(a) a a a a a a a a
#define LONG_TEXT                                                                 \
	"'\\u0061http://example.com/" TEN_OF("a", "b", "c") TEN_OF("a", "b", "c") \
	    TEN_OF("a", "b", "c") TEN_OF("a", "b", "c") TEN_OF("a", "b", "c") "'"

static const struct row {
	const char *schema, *value;
	enum jschema_verdict verdict;
	const char *entry; /* of the schema */
} rows[] = {
    {"{'format':'regex'}", "'^(?<n>a)$'", JSCHEMA_VALID, NULL},
    {"{'format':'regex'}", "'('", JSCHEMA_INVALID, NULL},
    {"{'not':{'format':'regex'}}", "'^a$'", JSCHEMA_INVALID, NULL},
    {"{'format':'idn-hostname'}",
	"'b\xc3\xbc"
	"cher.example'",
	JSCHEMA_VALID, NULL},
    {"{'pattern':'(a|b)+c'}", "'ababc'", JSCHEMA_VALID, NULL},
    {"{'oneOf':[{'properties':{'a':{'const':1}}},{'properties':{'a':{'const':2}}}],"
     "'required':['b','c']}",
	"{'a':3}", JSCHEMA_INVALID, NULL},
    {"{'anyOf':[{'required':['ab','email'],'minProperties':3},{'required':['x'],"
     "'minProperties':3},{'pattern':'a','type':'string'}],'not':{'not':{'required':["
     "'email']}}}",
	"{'emial':1}", JSCHEMA_INVALID, NULL},
    {"{'not':{'anyOf':[{'minLength':1},{'pattern':'^(b|c)+d'}]}}", "'a'", JSCHEMA_INVALID,
	NULL},
    {"{'not':{'minProperties':1,'required':['a']},'properties':{'a':{'oneOf':[{'$ref':"
     "'#/$defs/b'},{'title':'b'},false]},'c':{'contains':{'type':'string','minLength':2}}},"
     "'$defs':{'b':{}}}",
	"{'a':1,'c':[]}", JSCHEMA_INVALID, NULL},
    {"{'allOf':[{'properties':{'a':true}}],'unevaluatedProperties':false}",
	"{'a':1,'b':{'c':'\\u0064'}}", JSCHEMA_INVALID, NULL},
    {"{'dependentRequired':{'a':['b']},'required':[" TEN_OF("'", "a", "'") "," TEN_OF("'",
	 "b", "'") "," TEN_OF("'", "c", "'") "," TEN_OF("'", "d", "'") "," TEN_OF("'",
	 "e", "'") "," TEN_OF("'", "f", "'") "," TEN_OF("'", "g", "'") "]}",
	"{'a':3}", JSCHEMA_INVALID, NULL},
    {"{'uniqueItems':true}",
	"[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,[18],18,1e1,0.0]", JSCHEMA_INVALID,
	NULL},
    /* more than fits where there is always room: long strings with escapes, many names */
    {"{" LONG_TEXT ":0,'pattern':'^b','format':'uri','type':'string'}", LONG_TEXT,
	JSCHEMA_INVALID, NULL},
    {"{'required':[" NAMES("a") "," NAMES("b") "," NAMES("c") "," NAMES(
	 "d") "],"
	      "'dependentRequired':{'a0':[" NAMES("a") "," NAMES("b") "," NAMES(
		  "c") "," NAMES("d") "]}}",
	"{" MEMBERS("a") "," MEMBERS("b") "," MEMBERS("c") "," MEMBERS(
	    "d") ",'a0':{},'a0':1}",
	JSCHEMA_VALID, NULL},
    {"{'not':{'unevaluatedItems':false,'prefixItems':[{'allOf':[{'unevaluatedProperties':"
     "false}]}]}}",
	"[{'a':[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]},2]", JSCHEMA_VALID, NULL},
    {"{'unevaluatedItems':false,'not':{'not':{'minItems':1}},'prefixItems':[true]}",
	"[1]", JSCHEMA_VALID, NULL},
    {"{'unevaluatedItems':false,'anyOf':[{'anyOf':[{'prefixItems':[true]},{'minItems':9}]},"
     "{'minItems':8}]}",
	"[1]", JSCHEMA_VALID, NULL},
    {"{'pattern':'^(?:([a-z])|,)*$'}", "'" EIGHT(EIGHT(EIGHT("abc,"))) "'", JSCHEMA_VALID,
	NULL},
    {"{'enum':[" NAMES("a") ",5,[1],{}]}", "[1]", JSCHEMA_VALID, NULL},
    {"{'format':'uri'}", LONG_TEXT, JSCHEMA_VALID, NULL},
    {"{'enum':[0,{" MEMBERS("a") "," MEMBERS("b") "}]}",
	"{" MEMBERS("b") "," MEMBERS("a") "}", JSCHEMA_VALID, NULL},
    /* an anchor of a document of which only another part is asked for */
    {"{'$ref':'http://other/d#/$defs/x'}", "[[5]]", JSCHEMA_INVALID, NULL},
    /* warnings, of all kinds */
    {"{'$defs':{'a':{'$schema':'https://json-schema.org/draft/2020-12/schema'},'b':{"
     "'pattern':'a{2'}},'minContains':2,'then':false,'format':'odd','uniqueItems':false,"
     "'extends':{},'requird':1,'items':{'format':'dat'},'prefixItems':[{'a':{'enum':[1]}}]}",
	"0", JSCHEMA_VALID, NULL},
    /* a resource in another, anchors, and references of all kinds */
    {"{'$id':'http://a/b','$ref':'#/$defs/0','$defs':{'0':{'$id':'c','$dynamicAnchor':'n',"
     "'$anchor':'m','$ref':'http://a/c#m2','$defs':{'1':{'$anchor':'m2','type':'object',"
     "'additionalProperties':{'$dynamicRef':'#n'}}}},'2':{'$id':'d','$ref':'b#/$defs/0',"
     "'$dynamicAnchor':'n','properties':{'x':{'$ref':'c#m'}}}},'properties':{'x':{'$ref':"
     "'http://a/d'},'y':{'$ref':'http://other/e#/%24defs/x~1y'}}}",
	"{'x':{'x':{'x':{}}},'y':{'x':1}}", JSCHEMA_INVALID, NULL},
    {"{'allOf':[{'$ref':'#/given'},{'$ref':'http://other/d#/$defs/x'},{'$ref':'http://d2'}]}",
	"{}", JSCHEMA_INVALID, NULL},
    {"{'$defs':{'a':{'$id':'http://a/a','$schema':'http://other/meta','minimum':{}},'b':{"
     "'$id':'#/components/schemas/b'}}}",
	"1", JSCHEMA_VALID, NULL},
    /* a warning of what the type beside it does not allow */
    {"{'type':'string','minimum':1}", "'a'", JSCHEMA_VALID, NULL},
    /* a metaschema of its own, which allows what is not known here */
    {"{'$schema':'http://other/meta','minimum':1,'format':'date'}", "0", JSCHEMA_VALID,
	NULL},
    {"{'$ref':'https://json-schema.org/draft/2020-12/schema'}",
	"{'type':'objec','$defs':1}", JSCHEMA_INVALID, NULL},
    /* what schemas are beside others */
    {"{'properties':{'a':{'if':{'minimum':1},'then':{'maximum':2},'else':{'const':0}}},"
     "'patternProperties':{'^b':{'not':{}},'c$':{'type':'integer'}},'propertyNames':{"
     "'maxLength':9},'dependentSchemas':{'a':{'required':['d']}},'dependencies':{'a':['e'],"
     "'f':{'minProperties':1}},'additionalProperties':{'enum':[1,'2',[3],{'4':5}]}}",
	"{'a':3,'bc':4,'d':'2','zz':{'4':5},'f':[4]}", JSCHEMA_INVALID, NULL},
    {"{'prefixItems':[{'contentEncoding':'base64','title':'t'},{'multipleOf':0.1}],'items':{"
     "'type':['string','null']},'contains':{'type':'null'},'minContains':1,'maxContains':2,"
     "'unevaluatedItems':false,'anyOf':[{'minItems':9},{'contains':{'const':1}}],"
     "'default':[],'format':'unheard-of'}",
	"['x',0.3,null,'y',null,null,1]", JSCHEMA_INVALID, NULL},
    {"{'pattern':'^(?<n>[a-c]\\\\p{L}|\\\\u0061){2,3}(?=x)(?:(d)|\\\\k<n>|.)$'}",
	"'abacx'", JSCHEMA_VALID, NULL},
    {"{'openapi':'3.0.3','s':{'type':'object','properties':{'a':{'nullable':true,"
     "'type':'number','minimum':1,'exclusiveMinimum':true},'b':{'$ref':'#/s'}}}}",
	"{'a':1,'b':{'a':null}}", JSCHEMA_INVALID, "/s"},
    {"{'$ref':'#/$defs/a01','$defs':{" MEMBERS("a") "," MEMBERS("b") "," MEMBERS(
	 "d") "," MEMBERS("e") ",'c':{'$ref':'#/$defs/b19'}}}",
	"{'a':1,'a':2}", JSCHEMA_VALID, NULL},
    /* the anchor of an outer resource is the first for which there is no room */
    {"{'$id':'http://a/o','s':{'$ref':'b','allOf':[{},{},{},{},{},{},{},{},{},{},{},{},{}]},"
     "'$defs':{'n':{'$dynamicAnchor':'n','type':'null'},'b':{'$id':'b','$dynamicRef':'#n',"
     "'$defs':{'n':{'$dynamicAnchor':'n'}}}}}",
	"1", JSCHEMA_INVALID, "/s"},
};

/* what is read where a reference leads; it stays */
static const struct {
	const char *uri, *text;
} others[] = {
    {"http://other/e", "{'$defs':{'x/y':{'maxProperties':0,'format':'odd'}}}"},
    {"http://other/d",
	"{'$id':'http://other/d','$defs':{'x':{'$id':'x','$dynamicAnchor':'n',"
	"'type':'array','items':{'$dynamicRef':'#n'}},'y':{'$id':'y','$dynamicAnchor':'n','format':'odd',"
	"'$ref':'d'}}}"},
    {"#/given", "{'type':'string','format':'odd'}"},
    {"http://other/meta",
	"{'$id':'http://other/meta','$schema':'https://json-schema.org/draft/2020-12/schema',"
	"'$vocabulary':{'https://json-schema.org/draft/2020-12/vocab/core':true,"
	"'https://json-schema.org/draft/2020-12/vocab/format-assertion':false,"
	"'http://unheard.of/':false},'type':['object','boolean']}"},
};

static struct compiled read_others[countof(others)];

static const struct jschema_document *
load(const char *uri, void *context)
{
	(void)context;
	uri = strcmp(uri, "http://d2") == 0 ? "http://other/d" : uri; /* its other name */
	for (size_t i = 0; i < countof(others); i++) {
		if (strcmp(uri, others[i].uri) == 0)
			return read_others[i].document;
	}
	return NULL;
}

/* ---- what is done without memory; each tells whether it could be done ---- */

struct work {
	const struct row *row;
	struct compiled schema, value;
	struct jschema_result *result; /* where there is memory */
	bool wrong; /* another answer; Check has no memory to be told then */
};

static struct jschema_schema *
compiled_by(struct work *w, struct jschema_error *error)
{
	struct jschema_compile_options options = {
	    .assert_format = true, .load = load, .entry = w->row->entry};
	return jschema_compile(w->schema.document, &options, error);
}

static size_t
count_warnings(const struct jschema_schema *schema)
{
	size_t count = 0;
	while (jschema_warning(schema, count))
		count++;
	return count;
}

/* with all that it is warned of */
static bool
compiles(struct work *w, struct jschema_error *error)
{
	struct jschema_schema *schema = compiled_by(w, error);
	w->wrong = schema && count_warnings(schema) != count_warnings(w->schema.schema);
	jschema_schema_free(schema);
	return schema != NULL;
}

static bool
lists(struct work *w, struct jschema_error *error)
{
	struct jschema_listing *l =
	    jschema_listing_new(jschema_schema_root(w->schema.schema));
	error->code = l ? JSCHEMA_OK : JSCHEMA_NO_MEMORY;
	jschema_listing_free(l);
	return l != NULL;
}

static bool
checks(struct work *w, struct jschema_error *error)
{
	enum jschema_verdict verdict =
	    jschema_check(w->schema.schema, jschema_root(w->value.document), error);
	w->wrong = verdict != JSCHEMA_UNDECIDED && verdict != w->row->verdict;
	return verdict != JSCHEMA_UNDECIDED;
}

/* the same faults, in the same words */
static bool
is_same(const struct jschema_result *r, const struct jschema_result *other)
{
	size_t count = jschema_result_count(other);
	bool same = jschema_result_count(r) == count;
	for (size_t i = 0; same && i < count; i++) {
		const struct jschema_fault *f = jschema_result_fault(r, i);
		const struct jschema_fault *g = jschema_result_fault(other, i);
		same = strcmp(f->message, g->message) == 0 &&
		    strcmp(f->instance_location, g->instance_location) == 0 &&
		    strcmp(f->keyword_location, g->keyword_location) == 0 &&
		    strcmp(f->schema_location, g->schema_location) == 0;
	}
	return same;
}

static bool
explains(struct work *w, struct jschema_error *error)
{
	struct jschema_result *r =
	    jschema_explain(w->schema.schema, jschema_root(w->value.document), 0, error);
	w->wrong =
	    r && (jschema_result_verdict(r) != w->row->verdict || !is_same(r, w->result));
	jschema_result_free(r);
	return r != NULL;
}

static bool
outputs(struct work *w, struct jschema_error *error)
{
	for (enum jschema_format f = JSCHEMA_FLAG; f <= JSCHEMA_VERBOSE; f += f ? 2 : 1) {
		json_t *json = jschema_output(
		    w->schema.schema, jschema_root(w->value.document), f, NULL, error);
		w->wrong |= json &&
		    json_is_true(json_object_get(json, "valid")) !=
			(w->row->verdict == JSCHEMA_VALID);
		json_decref(json);
		if (!json)
			return false;
	}
	return true;
}

static bool
converts(struct work *w, struct jschema_error *error)
{
	json_t *json = jschema_document_to_json(jschema_root(w->value.document), error);
	struct jschema_document *d =
	    json ? jschema_document_from_json(json, error) : NULL;
	enum jschema_verdict verdict =
	    d ? jschema_check_json(w->schema.schema, json, error) : JSCHEMA_UNDECIDED;
	w->wrong = verdict != JSCHEMA_UNDECIDED && verdict != w->row->verdict;
	jschema_document_free(d);
	json_decref(json);
	return verdict != JSCHEMA_UNDECIDED;
}

/* and with it repeated names are found */
static bool
reads(struct work *w, struct jschema_error *error)
{
	struct jschema_document *d = jschema_document_new();
	bool done = d &&
	    jschema_document_read(
		d, w->value.text, strlen(w->value.text), NULL, NULL, error);
	w->wrong = done && jschema_duplicates(d) != jschema_duplicates(w->value.document);
	if (!d)
		error->code = JSCHEMA_NO_MEMORY;
	jschema_document_free(d);
	return done;
}

static bool
points(struct work *w, struct jschema_error *error)
{
	struct jschema_pointers *p = jschema_pointers_new(w->value.document);
	bool done = p != NULL;
	char text[512] = "x";
	struct jschema_item item = {.value = jschema_root(w->value.document)};
	while (done && jschema_first(item.value, &item)) {
		const char *pointer = jschema_pointers_to(p, item.value);
		bool written = jschema_pointer(item.value, text, sizeof text) != SIZE_MAX;
		w->wrong |= written ? pointer && strcmp(pointer, text) != 0 : *text;
		done = pointer && written;
	}
	jschema_pointers_free(p);
	error->code = done ? JSCHEMA_OK : JSCHEMA_NO_MEMORY;
	return done;
}

static bool (*const works[])(struct work *, struct jschema_error *) = {
    compiles, lists, checks, explains, outputs, converts, reads, points};

/* memory runs out at one place further on with each round, until it does not; where they
 * are many, and all have been seen, some are left out */
static void
do_without(struct work *w, size_t i, long most)
{
	bool told = true;
	for (long round = 1; told; round += 1 + round / 128) {
		struct jschema_error error = {0};
		run_out(round, most);
		bool done = works[i](w, &error);
		told = had_none();
		ck_assert_msg(w->wrong ? false
			: done         ? error.code == JSCHEMA_OK
				       : told && error.code == JSCHEMA_NO_MEMORY,
		    "work %zu: %s on %s: round %ld: %d %s", i, w->row->schema,
		    w->row->value, round, error.code, error.text);
	}
}

START_TEST(tells_of_no_memory)
{
	const struct row *row = &rows[(size_t)_i / countof(works)];
	struct work w = {row, read_text(row->schema), read_text(row->value), NULL, false};
	struct compiled words = read_text(row->schema); /* that it is told in */
	struct jschema_error error = {0};
	for (size_t i = 0; i < countof(others); i++)
		read_others[i] = read_text(others[i].text);
	ck_assert(jschema_tell_as(w.schema.document, words.document));
	w.schema.schema = compiled_by(&w, &error);
	ck_assert_msg(w.schema.schema != NULL, "%s: %s", row->schema, error.text);
	w.result =
	    jschema_explain(w.schema.schema, jschema_root(w.value.document), 0, &error);
	ck_assert_msg(w.result != NULL, "%s: %s", row->schema, error.text);
	ck_assert_msg(
	    (jschema_result_count(w.result) > 0) == (row->verdict != JSCHEMA_VALID), "%s",
	    row->schema);
	do_without(&w, (size_t)_i % countof(works), 1);
	do_without(&w, (size_t)_i % countof(works), LONG_MAX);
	jschema_result_free(w.result);
	drop(w.value);
	drop(w.schema);
	drop(words);
	for (size_t i = 0; i < countof(others); i++)
		drop(read_others[i]);
}
END_TEST

/* what is told of a schema that is refused, for which there may be no memory either */
START_TEST(refuses_without_memory)
{
	static const char *const schemas[] = {
	    "{'type':'strng'}",
	    "{'type':['null','null']}",
	    "{'$id':5}",
	    "{'$id':'http://a/b','$ref':'c'}",
	    "{'not':[" NAMES("a") "]}",
	    "{'$schema':5}",
	    "{'$schema':'http://json-schema.org/draft-07/schema#'}",
	    "{'$ref':'#/$defs/adress','$defs':{'address':{}}}",
	    "{'$ref':'#adress','$defs':{'address':{'$anchor':'address'}}}",
	    "{'required':[" NAMES("a") "," NAMES("a") "]}",
	};
	struct compiled c = read_text(schemas[_i]), words = read_text(schemas[_i]);
	struct jschema_error whole;
	bool told = true;
	ck_assert(jschema_tell_as(c.document, words.document));
	ck_assert_ptr_null(jschema_compile(c.document, NULL, &whole));
	for (long round = 1; told; round++) {
		struct jschema_error error = {0};
		run_out(round, 1);
		struct jschema_schema *s = jschema_compile(c.document, NULL, &error);
		told = had_none();
		ck_assert_ptr_null(s);
		/* without a pointer or a suggestion it is refused all the same */
		ck_assert_msg(
		    error.code != JSCHEMA_OK && (told || error.code != JSCHEMA_NO_MEMORY),
		    "%s: %ld: %s", schemas[_i], round, error.text);
		ck_assert_msg(error.code == JSCHEMA_NO_MEMORY ||
			strncmp(error.text, whole.text, strlen(error.text)) == 0,
		    "%s: %ld: %s", schemas[_i], round, error.text);
	}
	drop(c);
	drop(words);
}
END_TEST

/* A verdict that needs libidn2 is none without it. Names of ASCII do without; and once it
 * is there, all is well. */
START_TEST(tells_of_no_libidn2)
{
	struct compiled schema = compile("{'format':'idn-hostname'}", true);
	struct compiled wide = read_text("'\xc3\xa4.example'"),
			plain = read_text("'a.example'");
	for (int there = 0; there < 2; there++) {
		struct jschema_error error;
		is_missing = !there;
		enum jschema_verdict verdict =
		    jschema_check(schema.schema, jschema_root(wide.document), &error);
		ck_assert_int_eq(verdict, there ? JSCHEMA_VALID : JSCHEMA_UNDECIDED);
		ck_assert_msg(there || strstr(error.text, "libidn2"), "%s", error.text);
		ck_assert_int_eq(
		    jschema_check(schema.schema, jschema_root(plain.document), NULL),
		    JSCHEMA_VALID);
	}
	drop(plain);
	drop(wide);
	drop(schema);
}
END_TEST

int
main(void)
{
	json_set_alloc_funcs(malloc, free);
	Suite *suite = suite_create("memory");
	TCase *all = tcase_create("all");
	tcase_set_timeout(all, 60);
	tcase_add_test(all, tells_of_no_libidn2);
	tcase_add_loop_test(all, refuses_without_memory, 0, 10);
	tcase_add_loop_test(
	    all, tells_of_no_memory, 0, (int)(countof(rows) * countof(works)));
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
