/*
 * The official JSON Schema Test Suite, through the Bowtie harness:
 *   conformance SUITE HARNESS [ARGUMENT...]
 * SUITE is a copy of https://github.com/json-schema-org/JSON-Schema-Test-Suite. The
 * harness is a child at the ends of two pipes and gets one request for each group of
 * tests, with all of SUITE/remotes as its registry; only the output formats, of which
 * Bowtie knows nothing, are asked of the library here. What the suite holds is passed on
 * as it is written, so that no digit gets lost. Exit status 1: something failed.
 */
#include "jschema.h"

#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define OUTPUT_SCHEMA "https://json-schema.org/draft/2020-12/output/schema"

enum { PATIENCE = 120000 /* milliseconds for a reply, also under valgrind */ };

struct tally {
	size_t passed, failed, skipped;
};

/* a file of the suite */
struct file {
	char *name; /* below the suite */
	char *text;
	size_t length;
	struct jschema_document *document;
};

struct driver {
	const char *suite;
	char **command; /* the harness, with its arguments */
	pid_t child;
	FILE *requests, *replies;
	char *line; /* the last reply */
	size_t line_size;
	struct jschema_document *reply;
	size_t seq;
	char *registry;     /* the members of its object, as JSON text */
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
	exit(1);
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

static char *
join(const char *folder, const char *name)
{
	size_t size = strlen(folder) + strlen(name) + 2;
	char *path = own(malloc(size));
	snprintf(path, size, "%s%s%s", folder, *folder ? "/" : "", name);
	return path;
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
open_file(const struct driver *d, const char *name)
{
	struct file f = {.name = join("", name)};
	struct jschema_error error;
	char *path = join(d->suite, name);
	f.text = slurp(path, &f.length);
	f.document = own(jschema_document_new());
	if (!jschema_document_read(f.document, f.text, f.length, NULL, NULL, &error))
		die(path, error.text);
	free(path);
	return f;
}

static void
close_file(struct file *f)
{
	jschema_document_free(f->document);
	free(f->text);
	free(f->name);
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

/* ---- folders ---- */

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static bool
is_json(const char *name)
{
	size_t length = strlen(name);
	return length > 5 && strcmp(name + length - 5, ".json") == 0;
}

/* calls for every JSON file below a folder of the suite; false: there is no such folder
 */
static bool
each_file(struct driver *d, const char *folder, bool deep,
    void (*call)(struct driver *, const char *name, void *), void *context)
{
	struct dirent **entries;
	char *path = join(d->suite, folder);
	int count = scandir(path, &entries, is_visible, alphasort);
	free(path);
	for (int i = 0; i < count; i++) {
		char *name = join(folder, entries[i]->d_name);
		if (is_json(name))
			call(d, name, context);
		else if (deep)
			each_file(d, name, deep, call, context);
		free(name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return count >= 0;
}

static void
add_remote(struct driver *d, const char *name, void *context)
{
	FILE *registry = context;
	struct file f = open_file(d, name);
	fprintf(registry, "%s\"http://localhost:1234/%s\":", ftell(registry) ? "," : "",
	    strchr(name, '/') + 1);
	write_value(registry, &f, jschema_root(f.document));
	close_file(&f);
}

static void
read_remotes(struct driver *d)
{
	size_t size;
	FILE *registry = own(open_memstream(&d->registry, &size));
	if (!each_file(d, "remotes", true, add_remote, registry))
		puts("skipped  remotes: there is no such folder");
	if (fclose(registry) != 0)
		die("remotes", "cannot be written down");
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
}

static void
connect_child(const struct driver *d, const int to[2], const int from[2], bool format)
{
	signal(SIGPIPE, SIG_DFL);
	if (dup2(to[0], 0) < 0 || dup2(from[1], 1) < 0 ||
	    setenv("BOWTIE_ASSERT_FORMAT", format ? "1" : "0", 1) != 0)
		_exit(126);
	close(to[0]);
	close(to[1]);
	close(from[0]);
	close(from[1]);
	execvp(d->command[0], d->command);
	perror(d->command[0]);
	_exit(127);
}

static void
start(struct driver *d, bool assert_format)
{
	int to[2], from[2];
	size_t length = 0;
	fflush(stdout);
	if (pipe(to) != 0 || pipe(from) != 0 || (d->child = fork()) < 0)
		die(d->command[0], "cannot be started");
	if (d->child == 0)
		connect_child(d, to, from, assert_format);
	close(to[0]);
	close(from[1]);
	d->requests = own(fdopen(to[1], "w"));
	d->replies = own(fdopen(from[0], "r"));
	fputs("{\"cmd\":\"start\",\"version\":1}", d->requests);
	exchange(d, "start");
	const char *version =
	    jschema_text(member(jschema_root(d->reply), "version"), &length);
	if (length != 1 || *version != '1')
		die("start", "the harness speaks another version");
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
	jschema_escape(text, length, words, sizeof words);
	fputs(words, to);
}

static void
remark(struct driver *d, const struct place *p, const char *format, ...)
{
	va_list arguments;
	fputs("         ", d->remarks);
	write_words(d->remarks, member(p->group, "description"));
	if (p->test.document)
		fputs(" / ", d->remarks);
	write_words(d->remarks, member(p->test, "description"));
	fputs(": ", d->remarks);
	va_start(arguments, format);
	vfprintf(d->remarks, format, arguments);
	va_end(arguments);
	putc('\n', d->remarks);
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
    {"tests/draft2020-12/optional/cross-draft.json",
	"a schema of draft 2019-09 is refused by name"},
};

static bool
may_refuse(struct driver *d, const struct place *p)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		if (strcmp(p->file->name, refusals[i].file) == 0) {
			remark(d, p, "skipped: %s", refusals[i].reason);
			return true;
		}
	}
	return false;
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
	remark(d, p, "expected %s, got %s", expected ? "valid" : "invalid",
	    !answered      ? "no verdict"
		: expected ? "invalid"
			   : "valid");
}

/* ---- annotations ---- */

static int
digit(char c)
{
	static const char digits[] = "0123456789ABCDEF0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) % 16 : -1;
}

/* Adds a value by a location of which `length` bytes count, its %HH decoded. */
static void
add_decoded(json_t *object, const char *location, size_t length, json_t *value)
{
	char *decoded = own(malloc(length + 1)), *to = decoded;
	for (size_t i = 0; i < length; i++) {
		bool coded = location[i] == '%' && i + 2 < length &&
		    digit(location[i + 1]) >= 0 && digit(location[i + 2]) >= 0;
		*to++ = coded
		    ? (char)(digit(location[i + 1]) << 4 | digit(location[i + 2]))
		    : location[i];
		i += coded ? 2 : 0;
	}
	*to = '\0';
	json_object_set_nocheck(object, decoded, value);
	free(decoded);
}

static bool
equal_member(const json_t *a, const char *a_name, const json_t *b, const char *b_name)
{
	return json_equal(json_object_get(a, a_name), json_object_get(b, b_name));
}

/* Exactly these values, by the place of the schema each comes from: a keyword's location
 * without the keyword. */
static bool
holds(const json_t *annotations, json_t *assertion)
{
	json_t *wanted = own(json_object()), *found = own(json_object()), *a, *value;
	const char *key;
	size_t i;
	json_object_foreach(json_object_get(assertion, "expected"), key, value)
	    add_decoded(wanted, key, strlen(key), value);
	json_array_foreach(annotations, i, a)
	{
		const char *location =
		    json_string_value(json_object_get(a, "keywordLocation"));
		const char *slash = location ? strrchr(location, '/') : NULL;
		if (slash && equal_member(a, "keyword", assertion, "keyword") &&
		    equal_member(a, "instanceLocation", assertion, "location"))
			add_decoded(found, location, (size_t)(slash - location),
			    json_object_get(a, "annotation"));
	}
	bool same = json_equal(wanted, found);
	json_decref(wanted);
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
			remark(d, p, "not so: %s", text);
			free(text);
		}
		json_decref(assertion);
	}
	json_decref(annotations);
}

/* Whether a list of versions such as "3,<=2019" has 2020 (annotations/README.md there) */
static bool
is_compatible(const char *list, size_t length)
{
	bool compatible = true;
	for (const char *at = list, *end = list + length; at < end;) {
		const char *sign = at;
		at += strspn(at, "<=>");
		char *behind;
		long version = strtol(at, &behind, 10);
		bool less = *sign == '<', equal = *sign == '=';
		compatible &= less ? 2020 <= version
		    : equal        ? 2020 == version
				   : 2020 >= version;
		at = behind + (behind < end);
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
	fprintf(d->requests, ",\"registry\":{%s},\"tests\":[", d->registry);
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
		bool refused = may_refuse(d, p);
		*(refused ? &d->tally.skipped : &d->tally.failed) += count;
		if (!refused)
			remark(d, p, "no results: %s", d->line);
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
	size_t length = 0;
	const char *list = jschema_text(member(p->group, "compatibility"), &length);
	if (is_compatible(list, length)) {
		run_group(d, p, "annotations", "instance", judge_annotations);
	} else {
		d->tally.skipped += count_assertions(member(p->group, "tests"));
		remark(d, p, "skipped: only for version %.*s", (int)length, list);
	}
}

/* ---- output formats ---- */

static const char *const formats[] = {
    [JSCHEMA_FLAG] = "flag",
    [JSCHEMA_BASIC] = "basic",
    [JSCHEMA_DETAILED] = "detailed",
    [JSCHEMA_VERBOSE] = "verbose",
};

static const struct jschema_document *
load_output_schema(const char *uri, void *context)
{
	const struct file *f = context;
	return strcmp(uri, OUTPUT_SCHEMA) == 0 ? f->document : NULL;
}

/* whether an output is as its schema in the suite has it */
static bool
conforms(struct driver *d, const struct place *p, struct jschema_value expected,
    const json_t *output)
{
	size_t end;
	struct file f = open_file(d, "output-tests/draft2020-12/output-schema.json");
	struct jschema_compile_options options = {
	    .load = load_output_schema, .context = &f};
	struct jschema_error error = {.text = "there is no output"};
	struct jschema_document *source = read_apart(p->file, expected, &end);
	struct jschema_document *document =
	    output ? jschema_document_from_json(output, &error) : NULL;
	struct jschema_schema *schema =
	    document ? jschema_compile(source, &options, &error) : NULL;
	bool good = schema &&
	    jschema_check(schema, jschema_root(document), &error) == JSCHEMA_VALID;
	if (!good)
		remark(d, p, "the output is not as it should be %s", error.text);
	jschema_schema_free(schema);
	jschema_document_free(document);
	jschema_document_free(source);
	close_file(&f);
	return good;
}

static void
run_output(struct driver *d, struct place *p)
{
	size_t end;
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
		for (int i = JSCHEMA_FLAG; i <= JSCHEMA_VERBOSE; i++) {
			struct jschema_value expected =
			    member(member(p->test, "output"), formats[i]);
			if (!expected.document)
				continue;
			json_t *output = jschema_output(
			    schema, member(p->test, "data"), i, NULL, NULL);
			bool good = conforms(d, p, expected, output);
			*(good ? &d->tally.passed : &d->tally.failed) += 1;
			json_decref(output);
		}
	}
	jschema_schema_free(schema);
	jschema_document_free(source);
}

/* ---- parts of the suite ---- */

static struct part {
	const char *name, *folder;
	const char *groups; /* the member that holds them; NULL: the file itself does */
	void (*run)(struct driver *, struct place *);
	bool assert_format;
	struct tally tally;
} parts[] = {
    {"required", "tests/draft2020-12", NULL, run_validation, false, {0}},
    {"optional", "tests/draft2020-12/optional", NULL, run_validation, false, {0}},
    {"optional/format", "tests/draft2020-12/optional/format", NULL, run_validation, true,
	{0}},
    {"annotations", "annotations/tests", "suite", run_annotations, false, {0}},
    {"output", "output-tests/draft2020-12/content", NULL, run_output, false, {0}},
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

static void
add_tally(struct tally *sum, const struct tally *t)
{
	sum->passed += t->passed;
	sum->failed += t->failed;
	sum->skipped += t->skipped;
}

static void
run_file(struct driver *d, const char *name, void *context)
{
	struct part *part = context;
	struct file f = open_file(d, name);
	struct jschema_value root = jschema_root(f.document);
	struct jschema_item group;
	char *remarks = NULL;
	size_t size;
	d->tally = (struct tally){0, 0, 0};
	d->remarks = own(open_memstream(&remarks, &size));
	bool more =
	    jschema_first(part->groups ? member(root, part->groups) : root, &group);
	for (; more; more = jschema_next(&group)) {
		struct place p = {.file = &f, .group = group.value};
		part->run(d, &p);
	}
	if (fclose(d->remarks) != 0)
		die(name, "what failed cannot be written down");
	print_tally(&d->tally, name);
	fputs(remarks, stdout);
	add_tally(&part->tally, &d->tally);
	free(remarks);
	close_file(&f);
}

int
main(int argc, char **argv)
{
	struct driver d = {.reply = own(jschema_document_new())};
	struct tally all = {0, 0, 0};
	DIR *suite = argc > 1 ? opendir(argv[1]) : NULL;
	size_t count = sizeof parts / sizeof *parts;
	if (argc < 3) {
		fputs("usage: conformance SUITE HARNESS [ARGUMENT...]\n", stderr);
		return 2;
	}
	if (!suite) {
		printf("conformance: skipped: SUITE is '%s', and no folder\n", argv[1]);
		jschema_document_free(d.reply);
		return 0;
	}
	closedir(suite);
	d.suite = argv[1];
	d.command = argv + 2;
	signal(SIGPIPE, SIG_IGN);
	read_remotes(&d);
	for (struct part *p = parts; p < parts + count; p++) {
		start(&d, p->assert_format);
		if (!each_file(&d, p->folder, false, run_file, p))
			printf("skipped  %s: there is no such folder\n", p->folder);
		stop(&d);
	}
	putchar('\n');
	for (struct part *p = parts; p < parts + count; p++) {
		print_tally(&p->tally, p->name);
		add_tally(&all, &p->tally);
	}
	printf("conformance: %zu passed, %zu failed, %zu skipped\n", all.passed,
	    all.failed, all.skipped);
	jschema_document_free(d.reply);
	free(d.registry);
	free(d.line);
	return all.failed != 0;
}
