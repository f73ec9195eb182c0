/*
 * The harness with which Bowtie (https://bowtie.report) drives this library: a request on
 * each line of the standard input, and at once a reply on a line of the standard output.
 * A request is read with the library's own reader, because instances may hold what no
 * json_t can (1e400, names with NUL), and instances are checked where they stand in it.
 * Schemas are read again as documents of their own: "#" is their root and not Bowtie's.
 *
 * "format" is an annotation, as the specification has it; BOWTIE_ASSERT_FORMAT=1 in the
 * environment asserts it, for the tests of optional/format.
 */
#include "jschema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/utsname.h>

#define DIALECT "https://json-schema.org/draft/2020-12/schema"
#define HOME "https://example.com/libjschema"
/* of a schema that names none: locations are absolute, and only their fragments go out */
#define BASE "https://example.com/schema"
#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

/* what a request puts around an instance, which may have the full depth itself */
enum { WRAPPING = 4 };

static const struct jschema_read_options limits = {
    .max_depth = JSCHEMA_MAX_DEPTH + WRAPPING};

/* a line, and what it is about */
struct request {
	const char *text;
	size_t length;
	struct jschema_document *document;
	const char *seq; /* its JSON text, which goes back unchanged; NULL: none */
	size_t seq_length;
};

static struct jschema_value
member(struct jschema_value object, const char *name)
{
	return jschema_member(object, name, strlen(name));
}

static bool
is(struct jschema_value v, const char *characters)
{
	return jschema_string_is(v, characters, strlen(characters));
}

/* A value as a document of its own; `end` receives where its text ends in the line. */
static struct jschema_document *
read_apart(const struct request *r, struct jschema_value v, size_t *end,
    struct jschema_error *error)
{
	struct jschema_document *d = jschema_document_new();
	size_t start = jschema_offset(v);
	*error =
	    (struct jschema_error){.code = JSCHEMA_NO_MEMORY, .text = "out of memory"};
	if (d &&
	    jschema_document_read(
		d, r->text + start, r->length - start, &limits, end, error)) {
		*end += start;
		return d;
	}
	jschema_document_free(d);
	return NULL;
}

/* ---- replies ---- */

static json_t *
errored(const struct jschema_error *error)
{
	char pointer[1024], message[2048];
	jschema_escape(error->pointer, strlen(error->pointer), pointer, sizeof pointer);
	snprintf(message, sizeof message, "%s%s%s", pointer, *pointer ? ": " : "",
	    error->text);
	return json_pack("{s:b, s:{s:s}}", "errored", 1, "context", "message", message);
}

static json_t *
errored_for(const char *why)
{
	struct jschema_error error = {0};
	snprintf(error.text, sizeof error.text, "%s", why);
	return errored(&error);
}

/* Sends the members of a body, which is taken over, behind the seq; NULL: no memory. */
static void
reply(const struct request *r, json_t *body)
{
	char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
	const char *members = text ? text + 1
				   : "\"errored\":true,\"context\":"
				     "{\"message\":\"out of memory\"}}";
	putchar('{');
	if (r->seq) {
		fputs("\"seq\":", stdout);
		fwrite(r->seq, 1, r->seq_length, stdout);
		putchar(',');
	}
	puts(members);
	fflush(stdout);
	free(text);
	json_decref(body);
}

/* A line that cannot be served: an answer where there is something to answer to. */
static void
refuse(const struct request *r, const char *why)
{
	if (r->seq)
		reply(r, errored_for(why));
	else
		fprintf(stderr, "bowtie: %s\n", why);
}

/* ---- schemas ---- */

/* a schema of the registry that was asked for */
struct loaded {
	struct loaded *next;
	uint32_t node;
	struct jschema_document *document;
};

struct registry {
	const struct request *request;
	struct jschema_value schemas; /* by URI */
	struct loaded *loaded;
};

static const struct jschema_document *
load(const char *uri, void *context)
{
	struct registry *registry = context;
	struct jschema_value v = member(registry->schemas, uri);
	struct jschema_error error;
	size_t end;
	for (struct loaded *l = registry->loaded; v.document && l; l = l->next) {
		if (l->node == v.node)
			return l->document;
	}
	struct loaded *new = v.document ? malloc(sizeof *new) : NULL;
	if (!new)
		return NULL;
	*new = (struct loaded){
	    registry->loaded, v.node, read_apart(registry->request, v, &end, &error)};
	registry->loaded = new;
	return new->document;
}

static void
unload(struct registry *registry)
{
	struct loaded *next;
	for (struct loaded *l = registry->loaded; l; l = next) {
		next = l->next;
		jschema_document_free(l->document);
		free(l);
	}
}

/* ---- annotations ---- */

/* a schema that annotates */
struct source {
	const struct jschema_document *document;
	const struct jschema_schema *schema;
	struct jschema_compile_options options;
};

static const char *
absolute_location(const json_t *unit)
{
	return json_string_value(json_object_get(unit, "absoluteKeywordLocation"));
}

static bool
same_resource(const char *a, const char *b)
{
	size_t length = strcspn(a, "#");
	return length == strcspn(b, "#") && strncmp(a, b, length) == 0;
}

/* Whether the schema at a pointer is the resource that a location is in, which is asked
 * of the library: it alone resolves "$id" against the bases around it. */
static bool
is_resource(const struct source *s, const char *pointer, const char *location)
{
	struct jschema_compile_options options = s->options;
	options.entry = pointer;
	options.trusted = true;
	struct jschema_schema *schema = jschema_compile(s->document, &options, NULL);
	json_t *output = schema
	    ? jschema_output(schema, jschema_root(s->document), JSCHEMA_BASIC, NULL, NULL)
	    : NULL;
	const char *root = absolute_location(output);
	bool same = root && same_resource(root, location);
	json_decref(output);
	jschema_schema_free(schema);
	return same;
}

/* The pointer, yours to free(), to the embedded resource that a location is in; or NULL.
 */
static char *
find_resource(const struct source *s, struct jschema_value v, const char *location)
{
	struct jschema_item item;
	char *found = NULL;
	if (jschema_kind(member(v, "$id")) == JSCHEMA_STRING) {
		size_t size = jschema_pointer(v, NULL, 0) + 1;
		found = malloc(size);
		if (found)
			jschema_pointer(v, found, size);
		if (found && is_resource(s, found, location))
			return found;
		free(found);
		found = NULL;
	}
	for (bool more = jschema_first(v, &item); more && !found;
	     more = jschema_next(&item))
		found = find_resource(s, item.value, location);
	return found;
}

/* Writes "#" and the pointer as a URI fragment (RFC 3986 section 3.5), with a NUL. */
static char *
write_fragment(char *to, const char *pointer)
{
	static const char bare[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789-._~!$&'()*+,;=:@/?";
	*to++ = '#';
	for (; *pointer; pointer++) {
		if (strchr(bare, *pointer))
			*to++ = *pointer;
		else
			to += snprintf(to, 4, "%%%02X", (unsigned char)*pointer);
	}
	*to = '\0';
	return to;
}

/*
 * Where in the schema that was sent a keyword stands, references resolved: Bowtie knows
 * no resources but counts from the root of the schema. What stands in another document
 * keeps its URI.
 */
static json_t *
location_of(const struct source *s, const json_t *output, const json_t *unit)
{
	const char *location = absolute_location(unit), *root = absolute_location(output);
	if (!location || !root)
		return NULL;
	const char *fragment = location + strcspn(location, "#");
	if (same_resource(location, root))
		return json_string(fragment);
	char *pointer = find_resource(s, jschema_root(s->document), location);
	if (!pointer)
		return json_string(location);
	char *whole = malloc(3 * strlen(pointer) + strlen(fragment) + 2);
	json_t *json = NULL;
	if (whole) {
		char *end = write_fragment(whole, pointer);
		if (*fragment)
			memcpy(end, fragment + 1, strlen(fragment));
		json = json_string(whole);
	}
	free(whole);
	free(pointer);
	return json;
}

/* the keyword itself: the last token of a pointer, unescaped (RFC 6901 section 4) */
static json_t *
keyword_of(const json_t *pointer)
{
	size_t length = json_string_length(pointer), from = length, count = 0;
	const char *text = json_string_value(pointer);
	char *keyword = malloc(length + 1);
	while (from && text[from - 1] != '/')
		from--;
	for (size_t i = from; keyword && i < length; i++) {
		bool escape = text[i] == '~' && i + 1 < length;
		keyword[count++] = escape ? (text[++i] == '0' ? '~' : '/') : text[i];
	}
	json_t *json = keyword ? json_stringn(keyword, count) : NULL;
	free(keyword);
	return json;
}

/* the reply for one instance, in Bowtie's form of the basic output; NULL: no memory */
static json_t *
annotate(const struct source *s, json_t *output)
{
	json_t *valid = json_object_get(output, "valid"), *list = json_array(), *unit;
	bool failed = false;
	size_t i;
	json_array_foreach(json_object_get(output, "annotations"), i, unit)
	{
		json_t *path = json_object_get(unit, "keywordLocation");
		json_t *annotation =
		    json_pack("{s:o, s:O, s:o, s:O}", "keyword", keyword_of(path),
			"instanceLocation", json_object_get(unit, "instanceLocation"),
			"keywordLocation", location_of(s, output, unit), "annotation",
			json_object_get(unit, "annotation"));
		failed |= json_array_append_new(list, annotation) != 0;
	}
	if (!failed)
		return json_pack("{s:O, s:o}", "valid", valid, "annotations", list);
	json_decref(list);
	return NULL;
}

/* ---- run ---- */

static json_t *
check(const struct source *s, struct jschema_value test, bool wants_annotations)
{
	struct jschema_error error = {0};
	struct jschema_value instance = member(test, "instance");
	if (!instance.document)
		return errored_for("the test has no instance");
	if (wants_annotations) {
		json_t *output =
		    jschema_output(s->schema, instance, JSCHEMA_BASIC, NULL, &error);
		json_t *result = output ? annotate(s, output) : errored(&error);
		json_decref(output);
		return result;
	}
	enum jschema_verdict verdict = jschema_check(s->schema, instance, &error);
	if (verdict == JSCHEMA_UNDECIDED)
		return errored(&error);
	return json_pack("{s:b}", "valid", verdict == JSCHEMA_VALID);
}

static json_t *
check_all(const struct source *s, struct jschema_value tests, bool wants_annotations)
{
	json_t *results = json_array();
	struct jschema_item item;
	bool failed = false;
	for (bool more = jschema_first(tests, &item); more; more = jschema_next(&item))
		failed |= json_array_append_new(
			      results, check(s, item.value, wants_annotations)) != 0;
	if (!failed)
		return json_pack("{s:o}", "results", results);
	json_decref(results);
	return NULL;
}

static json_t *
run(const struct request *r, struct jschema_value c, bool wants_annotations)
{
	const char *format = getenv("BOWTIE_ASSERT_FORMAT");
	struct registry registry = {.request = r, .schemas = member(c, "registry")};
	struct source s = {.options = {.load = load,
			       .context = &registry,
			       .base = wants_annotations ? BASE : NULL,
			       .assert_format = format && strcmp(format, "1") == 0}};
	struct jschema_error error;
	size_t end;
	struct jschema_document *d = read_apart(r, member(c, "schema"), &end, &error);
	struct jschema_schema *schema = d ? jschema_compile(d, &s.options, &error) : NULL;
	s.document = d;
	s.schema = schema;
	json_t *body = schema ? check_all(&s, member(c, "tests"), wants_annotations)
			      : errored(&error);
	jschema_schema_free(schema);
	jschema_document_free(d);
	unload(&registry);
	return body;
}

static bool
answer_run(const struct request *r)
{
	struct jschema_value root = jschema_root(r->document), c = member(root, "case");
	struct jschema_value output = member(root, "output");
	bool wants_annotations = is(output, "annotations");
	if (!r->seq)
		refuse(r, "a run without seq");
	else if (!member(c, "schema").document)
		refuse(r, "the case has no schema");
	else if (jschema_kind(member(c, "tests")) != JSCHEMA_ARRAY)
		refuse(r, "the case has no tests");
	else if (output.document && !wants_annotations && !is(output, "flag"))
		refuse(r, "no such output format");
	else
		reply(r, run(r, c, wants_annotations));
	return true;
}

/* ---- the other commands ---- */

static bool
answer_start(const struct request *r)
{
	struct utsname system;
	size_t length = 0;
	const char *version =
	    jschema_text(member(jschema_root(r->document), "version"), &length);
	if (length != 1 || *version != '1') {
		fputs("bowtie: this harness speaks version 1 of the protocol\n", stderr);
		exit(1);
	}
	if (uname(&system) != 0) {
		perror("bowtie: uname");
		exit(1);
	}
	reply(r,
	    json_pack("{s:i, s:{s:s, s:s, s:s, s:s, s:s, s:s, s:[s], s:s, s:s, s:s}}",
		"version", 1, "implementation", "name", "jschema", "language", "c",
		"version", JSCHEMA_VERSION, "homepage", HOME, "issues", HOME, "source",
		HOME, "dialects", DIALECT, "os", system.sysname, "os_version",
		system.release, "language_version", COMPILER));
	return true;
}

static bool
answer_dialect(const struct request *r)
{
	bool known = is(member(jschema_root(r->document), "dialect"), DIALECT);
	reply(r, json_pack("{s:b}", "ok", known));
	return true;
}

static bool
answer_stop(const struct request *r)
{
	(void)r;
	return false;
}

static const struct command {
	const char *name;
	bool (*answer)(const struct request *); /* false: it was the last request */
} commands[] = {
    {"start", answer_start},
    {"dialect", answer_dialect},
    {"run", answer_run},
    {"stop", answer_stop},
};

/* ---- lines ---- */

/* The seq of a line that could not be read, such as one with half a surrogate pair, so
 * that whoever waits for the reply gets one. */
static void
guess_seq(struct request *r, struct jschema_document *d)
{
	static const char name[] = "\"seq\":";
	const char *at = strstr(r->text, name);
	size_t end;
	if (!at)
		return;
	at += strlen(name);
	size_t left = r->length - (size_t)(at - r->text);
	if (jschema_document_read(d, at, left, NULL, &end, NULL)) {
		r->seq = at;
		r->seq_length = end;
	}
}

static bool
answer(const struct request *r)
{
	struct jschema_value command = member(jschema_root(r->document), "cmd");
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (is(command, commands[i].name))
			return commands[i].answer(r);
	}
	refuse(r, "no such command");
	return true;
}

static bool
answer_line(const char *line, size_t length)
{
	struct request r = {line, length, jschema_document_new(), NULL, 0};
	struct jschema_error error = {.text = "out of memory"};
	bool more = true;
	size_t end = 0;
	if (!r.document ||
	    !jschema_document_read(r.document, line, length, &limits, NULL, &error)) {
		if (r.document)
			guess_seq(&r, r.document);
		refuse(&r, error.text);
		jschema_document_free(r.document);
		return true;
	}
	struct jschema_value seq = member(jschema_root(r.document), "seq");
	struct jschema_document *d =
	    seq.document ? read_apart(&r, seq, &end, &error) : NULL;
	if (d) {
		r.seq = line + jschema_offset(seq);
		r.seq_length = end - jschema_offset(seq);
	}
	more = answer(&r);
	jschema_document_free(d);
	jschema_document_free(r.document);
	return more;
}

int
main(void)
{
	char *line = NULL;
	size_t size = 0;
	bool more = true;
	while (more && !ferror(stdout)) {
		ssize_t length = getline(&line, &size, stdin);
		more = length > 0 && answer_line(line, (size_t)length);
	}
	free(line);
	return ferror(stdin) || ferror(stdout);
}
