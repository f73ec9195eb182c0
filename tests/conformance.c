/*
 * Files of the official JSON Schema Test Suite, through a Bowtie harness:
 *   HARNESS=COMMAND conformance validation|annotations|output REGISTRY FILE...
 * The harness is a child at the ends of two pipes and gets one request for each group of
 * tests, with the object in the file REGISTRY as the registry; only the output formats,
 * of which Bowtie knows nothing, are asked of the library here. What the files hold is
 * passed on as it is written, so that no digit gets lost. Exit status 3: something
 * failed; any other but 0, such as a sanitizer's: not all could be tried.
 */
#include "jschema.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	FAILED = 3,
	PATIENCE = 120000, /* milliseconds for a reply, also under valgrind */
};

struct tally {
	size_t passed, failed, skipped;
};

struct file {
	const char *name;
	char *text;
	size_t length;
	struct jschema_document *document;
};

struct driver {
	struct file registry;
	struct jschema_document *output_schema; /* the one that is loaded from it */
	pid_t child;
	FILE *requests, *replies;
	char *line; /* the last reply */
	size_t line_size;
	struct jschema_document *reply;
	size_t seq;
	struct tally tally; /* of the file */
	FILE *remarks;      /* what is to be said below its line */
};

/* where a test stands */
struct place {
	const struct file *file;
	struct jschema_value group, test;
};

static void
die(const char *what, const char *why)
{
	fprintf(stderr, "conformance: %s: %s\n", what, why);
	exit(2);
}

/* what has been allocated, for certain */
static void *
own(void *memory)
{
	if (!memory)
		die("memory", "none is left");
	return memory;
}

static struct jschema_value
member(struct jschema_value object, const char *name)
{
	return jschema_member(object, name, strlen(name));
}

/* ---- texts ---- */

static char *
slurp(const char *path, size_t *length)
{
	char *text = NULL;
	long size = -1;
	FILE *f = fopen(path, "rb");
	if (f && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0) {
		*length = (size_t)size;
		text = own(malloc(*length + 1));
		rewind(f);
	}
	if (!text || fread(text, 1, *length, f) != *length)
		die(path, "cannot be read");
	fclose(f);
	text[*length] = '\0';
	/* requests are lines; in JSON a line never ends inside a string */
	for (size_t i = 0; i < *length; i++) {
		if (text[i] == '\n' || text[i] == '\r')
			text[i] = ' ';
	}
	return text;
}

static struct file
open_file(const char *name)
{
	struct file f = {.name = name};
	struct jschema_error error;
	f.text = slurp(name, &f.length);
	f.document = own(jschema_document_new());
	if (!jschema_document_read(f.document, f.text, f.length, NULL, NULL, &error))
		die(name, error.text);
	return f;
}

static void
close_file(const struct file *f)
{
	jschema_document_free(f->document);
	free(f->text);
}

/* A value as a document of its own; `end` receives where its text ends in the file. */
static struct jschema_document *
read_apart(const struct file *f, struct jschema_value v, size_t *end)
{
	struct jschema_document *apart = own(jschema_document_new());
	size_t start = jschema_offset(v);
	struct jschema_error error;
	if (!v.document)
		die(f->name, "a test or a group lacks a member");
	if (!jschema_document_read(
		apart, f->text + start, f->length - start, NULL, end, &error))
		die(f->name, error.text);
	*end += start;
	return apart;
}

static void
write_value(FILE *to, const struct file *f, struct jschema_value v)
{
	size_t end, start = jschema_offset(v);
	jschema_document_free(read_apart(f, v, &end));
	fwrite(f->text + start, 1, end - start, to);
}

/* ---- the harness ---- */

/* Sends a request that has been written, and reads the line that answers it. */
static void
exchange(struct driver *d, const char *about)
{
	struct pollfd reply = {.fd = fileno(d->replies), .events = POLLIN};
	struct jschema_error error;
	putc('\n', d->requests);
	if (fflush(d->requests) != 0)
		die(about, "the harness takes no more requests");
	/* nothing is buffered here: there is one reply to a request */
	if (poll(&reply, 1, PATIENCE) <= 0)
		die(about, "the harness does not answer");
	ssize_t length = getline(&d->line, &d->line_size, d->replies);
	if (length <= 0)
		die(about, "the harness has left");
	if (!jschema_document_read(d->reply, d->line, (size_t)length, NULL, NULL, &error))
		die(about, "the harness answers with something that is not JSON");
	d->line[strcspn(d->line, "\n")] = '\0';
}

/* the child's side: a shell splits the command */
static void
become_harness(const char *command, const int to[2], const int from[2])
{
	char line[4096];
	int length = snprintf(line, sizeof line, "exec %s", command);
	signal(SIGPIPE, SIG_DFL);
	if (length >= (int)sizeof line || dup2(to[0], 0) < 0 || dup2(from[1], 1) < 0)
		_exit(126);
	close(to[0]);
	close(to[1]);
	close(from[0]);
	close(from[1]);
	execl("/bin/sh", "sh", "-c", line, (char *)NULL);
	_exit(127);
}

static void
start(struct driver *d)
{
	int to[2], from[2];
	const char *command = getenv("HARNESS");
	if (!command)
		die("HARNESS", "is not set");
	fflush(stdout);
	if (pipe(to) != 0 || pipe(from) != 0 || (d->child = fork()) < 0)
		die(command, "cannot be started");
	if (d->child == 0)
		become_harness(command, to, from);
	close(to[0]);
	close(from[1]);
	d->requests = own(fdopen(to[1], "w"));
	d->replies = own(fdopen(from[0], "r"));
	fputs("{\"cmd\":\"start\",\"version\":1}", d->requests);
	exchange(d, "start");
	fputs("{\"cmd\":\"dialect\",\"dialect\":"
	      "\"https://json-schema.org/draft/2020-12/schema\"}",
	    d->requests);
	exchange(d, "dialect");
	if (!jschema_boolean(member(jschema_root(d->reply), "ok")))
		die("dialect", "the harness does not know 2020-12");
}

static void
stop(struct driver *d)
{
	int status;
	fputs("{\"cmd\":\"stop\"}\n", d->requests);
	fclose(d->requests);
	fclose(d->replies);
	if (waitpid(d->child, &status, 0) != d->child || status != 0)
		die("stop", "the harness did not end well");
}

/* ---- verdicts ---- */

static void
write_words(FILE *to, struct jschema_value v)
{
	char words[512];
	size_t length = 0;
	const char *text = jschema_text(v, &length);
	jschema_escape(text ? text : "", length, words, sizeof words);
	fputs(words, to);
}

static void
remark(struct driver *d, const struct place *p, const char *what, const char *which)
{
	fputs("           ", d->remarks);
	write_words(d->remarks, member(p->group, "description"));
	if (p->test.document)
		fputs(" / ", d->remarks);
	write_words(d->remarks, member(p->test, "description"));
	fprintf(d->remarks, ": %s%s\n", what, which);
}

/* The tests of a group, or what each of them asserts. */
static size_t
count_assertions(struct jschema_value tests)
{
	size_t count = 0;
	struct jschema_item item;
	for (bool more = jschema_first(tests, &item); more; more = jschema_next(&item)) {
		struct jschema_value assertions = member(item.value, "assertions");
		count += assertions.document ? jschema_count(assertions) : 1;
	}
	return count;
}

/* What may be refused, which is no failure then. */
static const struct refusal {
	const char *file, *reason;
} refusals[] = {
    {"draft2020-12/optional/cross-draft.json",
	"a schema of draft 2019-09 is refused by name"},
};

static const char *
reason_to_refuse(const struct file *f)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		if (strstr(f->name, refusals[i].file))
			return refusals[i].reason;
	}
	return NULL;
}

/* ---- validity ---- */

static void
judge_validity(struct driver *d, const struct place *p, struct jschema_value result)
{
	struct jschema_value valid = member(result, "valid");
	bool expected = jschema_boolean(member(p->test, "valid"));
	bool answered = jschema_kind(valid) == JSCHEMA_BOOLEAN;
	if (answered && jschema_boolean(valid) == expected) {
		d->tally.passed++;
		return;
	}
	d->tally.failed++;
	const char *got = expected ? "invalid" : "valid";
	remark(d, p, expected ? "expected valid, got " : "expected invalid, got ",
	    answered ? got : "no verdict");
}

/* ---- annotations ---- */

static bool
equal_member(const json_t *a, const char *a_name, const json_t *b, const char *b_name)
{
	return json_equal(json_object_get(a, a_name), json_object_get(b, b_name));
}

/* Exactly these values, by the place of the schema each comes from: a keyword's location
 * without the keyword. */
static bool
holds(const json_t *annotations, const json_t *assertion)
{
	json_t *found = own(json_object()), *a;
	size_t i;
	json_array_foreach(annotations, i, a)
	{
		const char *location =
		    json_string_value(json_object_get(a, "keywordLocation"));
		char *schema = own(strdup(location ? location : "")),
		     *slash = strrchr(schema, '/');
		if (slash)
			*slash = '\0';
		if (equal_member(a, "keyword", assertion, "keyword") &&
		    equal_member(a, "instanceLocation", assertion, "location"))
			json_object_set(found, schema, json_object_get(a, "annotation"));
		free(schema);
	}
	bool same = json_equal(json_object_get(assertion, "expected"), found);
	json_decref(found);
	return same;
}

static void
judge_annotations(struct driver *d, const struct place *p, struct jschema_value result)
{
	bool valid = jschema_boolean(member(result, "valid"));
	json_t *annotations =
	    jschema_document_to_json(member(result, "annotations"), NULL);
	struct jschema_item item;
	for (bool more = jschema_first(member(p->test, "assertions"), &item); more;
	     more = jschema_next(&item)) {
		json_t *assertion = own(jschema_document_to_json(item.value, NULL));
		if (valid && annotations && holds(annotations, assertion)) {
			d->tally.passed++;
		} else {
			char *text = own(json_dumps(assertion, JSON_COMPACT));
			d->tally.failed++;
			remark(d, p, "not so: ", text);
			free(text);
		}
		json_decref(assertion);
	}
	json_decref(annotations);
}

/* Whether a list of versions such as "3,<=2019" has 2020 (annotations/README.md there) */
static bool
is_compatible(const char *list)
{
	bool compatible = true;
	for (const char *at = list; *at;) {
		const char *sign = at;
		at += strspn(at, "<=>");
		char *behind;
		long version = strtol(at, &behind, 10);
		bool less = *sign == '<', equal = *sign == '=';
		compatible &= less ? 2020 <= version
		    : equal        ? 2020 == version
				   : 2020 >= version;
		at = behind + (*behind != 0);
	}
	return compatible;
}

/* ---- groups ---- */

static void
send_group(struct driver *d, const struct place *p, const char *output, const char *data)
{
	const struct file *f = p->file;
	struct jschema_item item;
	bool more = jschema_first(member(p->group, "tests"), &item);
	fprintf(d->requests, "{\"cmd\":\"run\",\"seq\":%zu,\"output\":\"%s\",", ++d->seq,
	    output);
	fputs("\"case\":{\"description\":", d->requests);
	write_value(d->requests, f, member(p->group, "description"));
	fputs(",\"schema\":", d->requests);
	write_value(d->requests, f, member(p->group, "schema"));
	fprintf(d->requests, ",\"registry\":%s,\"tests\":[", d->registry.text);
	for (; more; more = jschema_next(&item)) {
		struct jschema_value about = member(item.value, "description");
		fputs("{\"description\":", d->requests);
		if (about.document)
			write_value(d->requests, f, about);
		else
			fputs("\"\"", d->requests);
		fputs(",\"instance\":", d->requests);
		write_value(d->requests, f, member(item.value, data));
		fputs(item.left ? "}," : "}]}}", d->requests);
	}
	exchange(d, f->name);
}

/* a group through the harness, each test with its result */
static void
run_group(struct driver *d, struct place *p, const char *output, const char *data,
    void (*judge)(struct driver *, const struct place *, struct jschema_value))
{
	char seq[32];
	size_t length = 0;
	struct jschema_value tests = member(p->group, "tests");
	struct jschema_item test, result;
	send_group(d, p, output, data);
	struct jschema_value root = jschema_root(d->reply),
			     results = member(root, "results");
	const char *text = jschema_text(member(root, "seq"), &length);
	snprintf(seq, sizeof seq, "%zu", d->seq);
	if (length != strlen(seq) || strncmp(text, seq, length) != 0)
		die(p->file->name, "the reply has another seq");
	if (jschema_count(results) != jschema_count(tests)) {
		size_t count = count_assertions(tests);
		const char *reason = reason_to_refuse(p->file);
		*(reason ? &d->tally.skipped : &d->tally.failed) += count;
		remark(d, p,
		    reason ? "skipped: " : "no results: ", reason ? reason : d->line);
		return;
	}
	bool more = jschema_first(tests, &test) && jschema_first(results, &result);
	for (; more; more = jschema_next(&test) && jschema_next(&result)) {
		p->test = test.value;
		judge(d, p, result.value);
	}
}

static void
run_validation(struct driver *d, struct place *p)
{
	run_group(d, p, "flag", "data", judge_validity);
}

static void
run_annotations(struct driver *d, struct place *p)
{
	char list[64];
	size_t length = 0;
	const char *text = jschema_text(member(p->group, "compatibility"), &length);
	snprintf(list, sizeof list, "%.*s", (int)length, text ? text : "");
	if (is_compatible(list)) {
		run_group(d, p, "annotations", "instance", judge_annotations);
	} else {
		d->tally.skipped += count_assertions(member(p->group, "tests"));
		remark(d, p, "skipped: only for version ", list);
	}
}

/* ---- output formats ---- */

static const struct format {
	const char *name;
	enum jschema_format format;
} formats[] = {
    {"flag", JSCHEMA_FLAG},
    {"basic", JSCHEMA_BASIC},
    {"detailed", JSCHEMA_DETAILED},
    {"verbose", JSCHEMA_VERBOSE},
};

static const struct jschema_document *
load(const char *uri, void *context)
{
	struct driver *d = context;
	struct jschema_value v = member(jschema_root(d->registry.document), uri);
	size_t end;
	if (v.document && !d->output_schema)
		d->output_schema = read_apart(&d->registry, v, &end);
	return v.document ? d->output_schema : NULL;
}

/* whether an output is as its schema in the suite has it */
static void
judge_output(struct driver *d, const struct place *p, struct jschema_value expected,
    const json_t *output)
{
	size_t end;
	struct jschema_compile_options options = {.load = load, .context = d};
	struct jschema_error error = {.text = ""};
	struct jschema_document *source = read_apart(p->file, expected, &end);
	struct jschema_document *document =
	    output ? jschema_document_from_json(output, &error) : NULL;
	struct jschema_schema *schema =
	    document ? jschema_compile(source, &options, &error) : NULL;
	if (schema && jschema_check(schema, jschema_root(document), &error) == 1) {
		d->tally.passed++;
	} else {
		d->tally.failed++;
		remark(d, p, "the output is not as its schema has it ", error.text);
	}
	jschema_schema_free(schema);
	jschema_document_free(document);
	jschema_document_free(source);
}

static void
run_output(struct driver *d, struct place *p)
{
	size_t end, count = sizeof formats / sizeof *formats;
	struct jschema_error error;
	struct jschema_item test;
	struct jschema_document *source =
	    read_apart(p->file, member(p->group, "schema"), &end);
	struct jschema_schema *schema = jschema_compile(source, NULL, &error);
	bool more = jschema_first(member(p->group, "tests"), &test);
	if (!schema)
		die(p->file->name, error.text);
	for (; more; more = jschema_next(&test)) {
		p->test = test.value;
		for (const struct format *f = formats; f < formats + count; f++) {
			struct jschema_value expected =
			    member(member(p->test, "output"), f->name);
			json_t *output = jschema_output(
			    schema, member(p->test, "data"), f->format, NULL, NULL);
			if (expected.document)
				judge_output(d, p, expected, output);
			json_decref(output);
		}
	}
	jschema_schema_free(schema);
	jschema_document_free(source);
}

/* ---- files ---- */

static const struct kind {
	const char *name;
	const char *groups; /* the member that holds them; NULL: the file itself does */
	void (*run)(struct driver *, struct place *);
} kinds[] = {
    {"validation", NULL, run_validation},
    {"annotations", "suite", run_annotations},
    {"output", NULL, run_output},
};

static void
print_tally(const struct tally *t, const char *name)
{
	char ratio[64], skipped[64] = "";
	snprintf(ratio, sizeof ratio, "%zu/%zu", t->passed, t->passed + t->failed);
	if (t->skipped)
		snprintf(skipped, sizeof skipped, " (%zu skipped)", t->skipped);
	printf("%9s  %s%s\n", ratio, name, skipped);
}

static bool
run_file(struct driver *d, const struct kind *kind, const char *name)
{
	struct file f = open_file(name);
	struct jschema_value root = jschema_root(f.document);
	struct jschema_item group;
	char *remarks = NULL;
	size_t size;
	d->tally = (struct tally){0, 0, 0};
	d->remarks = own(open_memstream(&remarks, &size));
	bool more =
	    jschema_first(kind->groups ? member(root, kind->groups) : root, &group);
	for (; more; more = jschema_next(&group)) {
		struct place p = {.file = &f, .group = group.value};
		kind->run(d, &p);
	}
	if (fclose(d->remarks) != 0)
		die(name, "what failed cannot be written down");
	print_tally(&d->tally, name);
	fputs(remarks, stdout);
	free(remarks);
	close_file(&f);
	return d->tally.failed == 0;
}

int
main(int argc, char **argv)
{
	struct driver d = {.reply = NULL};
	const struct kind *kind = NULL;
	bool good = true;
	for (size_t i = 0; argc > 2 && i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(argv[1], kinds[i].name) == 0)
			kind = &kinds[i];
	}
	if (!kind)
		die("usage",
		    "conformance validation|annotations|output REGISTRY FILE...");
	signal(SIGPIPE, SIG_IGN);
	d.reply = own(jschema_document_new());
	d.registry = open_file(argv[2]);
	start(&d);
	for (int i = 3; i < argc; i++)
		good &= run_file(&d, kind, argv[i]);
	stop(&d);
	close_file(&d.registry);
	jschema_document_free(d.output_schema);
	jschema_document_free(d.reply);
	free(d.line);
	return good ? 0 : FAILED;
}
