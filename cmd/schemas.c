/*
 * Schemas from files. A reference to another document is looked for where --map says, and
 * one to a component of the API among the built-in ones; nothing else is ever opened.
 */
#include "schemas.h"

#include "builtin.h"
#include "input.h"
#include "maps.h"
#include "normal.h"
#include "objections.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* a document that a schema was compiled from, or that one refers to */
struct file {
	char *name; /* in messages */
	char *uri;  /* that it was asked for by; NULL: --schema itself */
	struct buffer text;
	struct jschema_document *document;
	struct redacted redacted; /* what it looks like in messages */
	struct file *next;
};

static struct {
	const struct options *options;
	struct file *files;
	struct jschema_schema *schema; /* of --schema, or NULL */
	bool from_stdin;
	bool refused; /* a mark before a text is an error by the options */
	char *missed; /* what a reference named last that nothing here is known as */
	const struct jschema_document *reference; /* where --schema is a URI: to that */
} schemas;

/* ---- messages ---- */

static const struct file *
file_of(const struct jschema_document *document)
{
	const struct file *f = schemas.files;
	while (f && f->document != document)
		f = f->next;
	return f;
}

static const char *
name_of(const struct jschema_document *document)
{
	const struct file *f = file_of(document);
	return f ? f->name : "the schema";
}

/* true where it makes the schema unusable; `more` goes behind the text */
static bool
object(const struct jschema_error *e, const char *name, const char *code,
    enum severity severity, const char *more)
{
	struct buffer message = {0};
	if (e->code == JSCHEMA_NO_MEMORY)
		die_of_memory();
	buffer_say(&message, e->text);
	buffer_say(&message, more);
	buffer_add(&message, "", 1);
	bool unusable = objections_add(schemas.options, code,
	    (struct diagnostic){
		.file = name,
		.place = {e->offset, e->line, e->column},
		.severity = severity,
		.pointer = e->pointer,
		.message = message.text,
	    });
	free(message.text);
	return unusable;
}

/* of a file as a whole; takes over the message */
static void
object_to_file(const char *name, const char *code, struct buffer message)
{
	buffer_add(&message, "", 1);
	objections_add(schemas.options, code,
	    (struct diagnostic){
		.file = name, .severity = ERROR, .message = message.text});
	free(message.text);
}

/* by what the library says that it is; what it says of any other is the last one */
static const struct {
	enum jschema_code code;
	const char *name;
} warnings[] = {
    {JSCHEMA_EMPTY, "empty-schema"},
    {JSCHEMA_UNKNOWN_KEYWORD, "unknown-keyword"},
    {JSCHEMA_OLD_KEYWORD, "old-keyword"},
    {JSCHEMA_IDLE_KEYWORD, "idle-keyword"},
    {JSCHEMA_UNKNOWN_FORMAT, "unknown-format"},
    {JSCHEMA_BAD_SCHEMA, "lenient-schema"},
};

static const char *
code_of_warning(enum jschema_code code)
{
	size_t i = 0;
	while (i + 1 < COUNT(warnings) && warnings[i].code != code)
		i++;
	return warnings[i].name;
}

/* ---- documents ---- */

/* takes over the text; NULL after a message */
static const struct jschema_document *
add_document(const char *name, const char *uri, struct buffer text)
{
	struct jschema_error error;
	struct jschema_document *d = jschema_document_new();
	if (!d)
		die_of_memory();
	if (!jschema_document_read(d, text.text, text.length, NULL, NULL, &error)) {
		object(&error, name, "schema", ERROR, "");
		jschema_document_free(d);
		free(text.text);
		return NULL;
	}
	struct file *f = xmalloc(sizeof *f);
	*f = (struct file){.name = xstrndup(name, strlen(name)),
	    .uri = uri ? xstrndup(uri, strlen(uri)) : NULL,
	    .text = text,
	    .document = d,
	    .next = schemas.files};
	schemas.files = f;
	redact_schema(&f->redacted, d, f->text.text, f->text.length);
	return d;
}

/* a byte order mark is no part of the text */
static void
skip_mark(const char *name, struct buffer *text)
{
	size_t mark = input_mark(text->text, text->length);
	if (!mark)
		return;
	text->length -= mark;
	memmove(text->text, text->text + mark, text->length);
	schemas.refused |= objections_add(schemas.options, "byte-order-mark",
	    (struct diagnostic){.file = name,
		.place = {0, 1, 1},
		.severity = WARNING,
		.message = input_mark_skipped});
}

static const struct jschema_document *
open_document(const char *path, const char *uri)
{
	struct buffer text = {0}, reason = {0};
	bool from_stdin = !uri && strcmp(path, "-") == 0;
	schemas.from_stdin = schemas.from_stdin || from_stdin;
	int fd = from_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && buffer_read(&text, fd, SIZE_MAX);
	path = from_stdin ? "<stdin>" : path;
	if (!done) {
		buffer_reason(&reason, path);
		object_to_file(path, "unreadable", reason);
	}
	if (fd >= 0 && !from_stdin)
		close(fd);
	if (done) {
		skip_mark(path, &text);
		return add_document(path, uri, text);
	}
	free(text.text);
	return NULL;
}

/* ---- where references lead ---- */

static const struct jschema_document *
load_component(const char *uri)
{
	static const char start[] = "#/components/schemas/";
	struct buffer text = {0};
	if (strncmp(uri, start, sizeof start - 1) != 0)
		return NULL;
	if (!builtin_print_schema(uri + sizeof start - 1, &text))
		return NULL;
	return add_document("the built-in schemas", uri, text);
}

static const struct jschema_document *
load(const char *uri, void *context)
{
	const struct options *o = context;
	for (const struct file *f = schemas.files; f; f = f->next) {
		if (f->uri && strcmp(f->uri, uri) == 0)
			return f->document;
	}
	char *path = map_path(o, uri);
	if (path) {
		const struct jschema_document *d = open_document(path, uri);
		free(path);
		return d;
	}
	const struct jschema_document *d = load_component(uri);
	if (!d) {
		free(schemas.missed);
		schemas.missed = xstrndup(uri, strlen(uri));
	}
	return d;
}

/* as a schema it says nothing, and everything would be valid */
static bool
is_whole_openapi(const char *schema, const struct jschema_document *d)
{
	struct jschema_value root = jschema_root(d);
	struct buffer message = {0};
	if (strchr(schema, '#') || !jschema_member(root, "openapi", 7).document)
		return false;
	buffer_say(&message, "an OpenAPI document; name a schema in it, as in ");
	buffer_safe(&message, schema, strlen(schema));
	buffer_say(&message, "#/components/schemas/NAME");
	object_to_file(name_of(d), "schema", message);
	return true;
}

/* whether a message has what was missed, and not a mask, nor only a part of it; what says
 * in its end what was meant needs no file */
static bool
tells_missed(const struct jschema_error *e)
{
	struct buffer quoted = {0};
	if (!schemas.missed)
		return false;
	buffer_say(&quoted, "\"");
	buffer_safe(&quoted, schemas.missed, strlen(schemas.missed));
	buffer_say(&quoted, "\"");
	buffer_add(&quoted, "", 1);
	const char *told = strstr(e->text, quoted.text);
	bool is_last = told && !strchr(told + strlen(quoted.text), '"');
	free(quoted.text);
	return is_last;
}

/* of the reference to the URI of --schema, which stands in no file; maybe one was meant
 */
static void
refuse_uri(const struct jschema_error *e, const char *uri)
{
	struct buffer reason = {0};
	struct jschema_error placeless = *e;
	if (e->code == JSCHEMA_UNRESOLVED && schemas.missed &&
	    strncmp(uri, schemas.missed, strlen(schemas.missed)) == 0) {
		errno = ENOENT;
		buffer_reason(&reason, uri);
		buffer_say(&reason, "; --map can say which file a URI means");
		object_to_file(uri, "unreadable", reason);
		return;
	}
	placeless.line = 0;
	placeless.pointer[0] = '\0';
	object(&placeless, uri, "schema", ERROR, "");
}

static void
refuse(const struct jschema_error *e, const char *schema)
{
	struct buffer more = {0};
	const struct file *f = file_of(e->document);
	if (schemas.reference && e->document == schemas.reference) {
		refuse_uri(e, schema);
		return;
	}
	if (e->code == JSCHEMA_UNRESOLVED && f && tells_missed(e))
		map_advise(&more, schemas.options, schemas.missed, schema);
	buffer_add(&more, "", 1);
	object(e, f ? f->name : schema, "schema", ERROR, more.text);
	free(more.text);
}

/* false where one of them is an error by the options */
static bool
take_warnings(void)
{
	const struct options *o = schemas.options;
	const struct jschema_error *w;
	bool refused = schemas.refused;
	for (size_t i = 0; (w = jschema_warning(schemas.schema, i)); i++)
		refused |= object(
		    w, name_of(w->document), code_of_warning(w->code), WARNING, "");
	for (size_t i = 0; i < COUNT(warnings); i++)
		refused |= objections_leave_out(o, warnings[i].name,
		    jschema_warnings_left_out(schemas.schema, warnings[i].code));
	return !(objections_end(o) || refused);
}

/* the schema that a URI names: a metaschema, or what --map has */
static const struct jschema_document *
refer_to(const char *uri)
{
	struct buffer text = {0};
	buffer_say(&text, "{\"$ref\": \"");
	normal_add(&text, uri, strlen(uri));
	buffer_say(&text, "\"}");
	return add_document(uri, NULL, text);
}

/* --schema, and where in its document the schema stands */
static const struct jschema_document *
open_schema(const char *schema, const char **entry)
{
	size_t length = strcspn(schema, "#");
	char *path = xstrndup(schema, length);
	bool by_uri = map_is_uri(path);
	const struct jschema_document *d =
	    by_uri ? refer_to(schema) : open_document(path, NULL);
	schemas.reference = by_uri ? d : NULL;
	*entry = schema[length] && !by_uri ? schema + length + 1 : "";
	free(path);
	return d;
}

/* of a path that is wrong nothing would be told where no reference leads to it */
static bool
maps_are_there(const struct options *o)
{
	bool all = true;
	struct stat info;
	for (size_t i = 0; i < o->map_count; i++) {
		struct buffer reason = {0};
		if (stat(o->maps[i].path, &info) == 0)
			continue;
		buffer_reason(&reason, o->maps[i].path);
		buffer_say(&reason, ", and --map names it");
		object_to_file(o->maps[i].path, "unreadable", reason);
		all = false;
	}
	return all;
}

/* ---- the public door ---- */

bool
schemas_open(const struct options *o)
{
	struct jschema_error error;
	const char *entry;
	schemas.options = o;
	if (!o->schema)
		return true;
	if (!maps_are_there(o))
		return false;
	const struct jschema_document *d = open_schema(o->schema, &entry);
	if (!d || is_whole_openapi(o->schema, d))
		return false;
	struct jschema_compile_options options = {
	    .entry = entry,
	    .assert_format = !o->no_format,
	    .load = load,
	    .context = (void *)o,
	    .max_warnings = o->max_errors,
	};
	schemas.schema = jschema_compile(d, &options, &error);
	if (!schemas.schema) {
		refuse(&error, name_of(d));
		return false;
	}
	return take_warnings();
}

const struct jschema_schema *
schemas_for(const struct shape *shape)
{
	return schemas.schema
	    ? schemas.schema
	    : builtin_compiled(shape->component, !schemas.options->no_format);
}

const struct jschema_schema *
schemas_choose(struct schema_choice *choice, const struct shape *shape)
{
	if (choice->shape != shape)
		choice->schema = schemas_for(shape);
	choice->shape = shape;
	return choice->schema;
}

static bool
leads_to(const char *path, const struct stat *file)
{
	struct stat info;
	return stat(path, &info) == 0 && input_is_same(&info, file);
}

/* a file of --map, too, that no reference has led to */
bool
schemas_have(const struct stat *file)
{
	const struct options *o = schemas.options;
	struct stat info;
	if (schemas.from_stdin && fstat(STDIN_FILENO, &info) == 0 &&
	    input_is_same(&info, file))
		return true;
	for (size_t i = 0; i < o->map_count; i++) {
		if (leads_to(o->maps[i].path, file))
			return true;
	}
	for (const struct file *f = schemas.files; f; f = f->next) {
		if (leads_to(f->name, file))
			return true;
	}
	return false;
}

void
schemas_close(void)
{
	jschema_schema_free(schemas.schema);
	free(schemas.missed);
	objections_free();
	while (schemas.files) {
		struct file *f = schemas.files;
		schemas.files = f->next;
		redacted_free(&f->redacted);
		jschema_document_free(f->document);
		free(f->text.text);
		free(f->name);
		free(f->uri);
		free(f);
	}
}
