/* From operands to inputs: stdin, files, and folders, which are walked in order of name.
 */
#include "input.h"

#include "options.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
	DEEPEST_FOLDER = 64, /* of the recursion */
	MOST_ENDINGS = 12,   /* of names that are told */
	LONGEST_ENDING = 12,
};

/* in capital letters as well, as some systems write names */
static bool
ends_with(const char *name, const char *suffix)
{
	size_t length = strlen(name), tail = strlen(suffix);
	return length > tail && strcasecmp(name + length - tail, suffix) == 0;
}

/* what a folder is walked for, by the ends of names */
static const struct {
	const char *suffix;
	bool lines; /* each is a document */
} kinds[] = {
    {".json", false},
    {".jsonl", true},
    {".ndjson", true},
    {".har", false},
};

/* its position among them, or the count of all */
static size_t
kind_of(const char *name)
{
	size_t i = 0;
	while (i < COUNT(kinds) && !ends_with(name, kinds[i].suffix))
		i++;
	return i;
}

static bool
has_lines(const char *name)
{
	size_t i = kind_of(name);
	return i < COUNT(kinds) && kinds[i].lines;
}

void
inputs_patterns(struct buffer *b, const char *last)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		const char *before = i == 0 ? "" : i + 1 < COUNT(kinds) ? ", " : last;
		buffer_format(b, "%s*%s", before, kinds[i].suffix);
	}
}

/* ---- what is left out for its name, by the ends of names ---- */

struct left_out {
	struct {
		char text[LONGEST_ENDING + 1];
		size_t count;
	} endings[MOST_ENDINGS];
	size_t others;
};

static void
leave_out(struct left_out *l, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	size_t i = 0;
	if (!dot || strlen(dot) > LONGEST_ENDING) {
		l->others++;
		return;
	}
	while (i < MOST_ENDINGS && l->endings[i].count &&
	    strcmp(l->endings[i].text, dot) != 0)
		i++;
	if (i == MOST_ENDINGS) {
		l->others++;
		return;
	}
	memcpy(l->endings[i].text, dot, strlen(dot) + 1);
	l->endings[i].count++;
}

static void
tell_left_out(const struct left_out *l, const char *folder)
{
	struct buffer list = {0};
	for (size_t i = 0; i < MOST_ENDINGS && l->endings[i].count; i++)
		buffer_format(&list, "%s%zu *%s", i ? ", " : "", l->endings[i].count,
		    l->endings[i].text);
	if (l->others)
		buffer_format(&list, "%s%zu other%s", list.length ? ", " : "", l->others,
		    l->others == 1 ? "" : "s");
	if (list.length)
		warn("%s: left out for their names: %.*s", folder, (int)list.length,
		    list.text);
	free(list.text);
}

/* ---- files and folders ---- */

static void
add(struct inputs *in, const char *name, bool from_stdin)
{
	if (in->count == in->capacity) {
		in->capacity = in->capacity * 2 + 16;
		in->items = xrealloc(in->items, in->capacity, sizeof *in->items);
	}
	in->items[in->count++] = (struct input){
	    .name = xstrndup(name, strlen(name)),
	    .is_stdin = from_stdin,
	    .lines = !from_stdin && has_lines(name),
	};
}

/* what is named but not read */
static void
add_told(struct inputs *in, const char *name, const char *code, const char *reason)
{
	add(in, name, false);
	in->items[in->count - 1].code = code;
	in->items[in->count - 1].reason = xstrndup(reason, strlen(reason));
}

static int
compare_names(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static void
free_names(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

/* the entries of a folder that are not hidden, sorted; false and errno */
static bool
list_folder(const char *path, char ***names, size_t *count)
{
	DIR *folder = opendir(path);
	size_t capacity = 0;
	*names = NULL;
	*count = 0;
	if (!folder)
		return false;
	/* at the end as well as after an error it returns NULL */
	for (struct dirent *entry; errno = 0, (entry = readdir(folder));) {
		if (entry->d_name[0] == '.')
			continue;
		if (*count == capacity) {
			capacity = capacity * 2 + 16;
			*names = xrealloc(*names, capacity, sizeof **names);
		}
		(*names)[(*count)++] = xstrndup(entry->d_name, strlen(entry->d_name));
	}
	int failure = errno;
	closedir(folder);
	if (failure) {
		free_names(*names, *count);
		errno = failure;
		return false;
	}
	if (*count)
		qsort(*names, *count, sizeof **names, compare_names);
	return true;
}

static char *
join(const char *folder, const char *name)
{
	struct buffer path = {0};
	buffer_say(&path, folder);
	if (path.length && path.text[path.length - 1] != '/')
		buffer_say(&path, "/");
	buffer_add(&path, name, strlen(name) + 1);
	return path.text;
}

bool
input_is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* A folder with those it stands in, by which a link that leads back is known. */
struct folder {
	const struct folder *parent;
	struct stat info;
	unsigned depth;
};

static bool
leads_back(const struct folder *inside, const struct stat *info)
{
	for (; inside; inside = inside->parent) {
		if (input_is_same(&inside->info, info))
			return true;
	}
	return false;
}

static void walk(
    struct inputs *, const char *path, const struct folder *parent, const struct stat *);

static void
add_entry(struct inputs *in, const char *path, const struct folder *folder)
{
	struct stat info;
	bool known = stat(path, &info) == 0; /* else opening it says why not */
	if (known && S_ISDIR(info.st_mode)) {
		if (!leads_back(folder, &info))
			walk(in, path, folder, &info);
		else
			add_told(in, path, "skipped",
			    "leads back to a folder around it; skipped");
	} else if (kind_of(path) < COUNT(kinds)) {
		/* a pipe may wait for ever, and nobody has named it */
		if (!known || S_ISREG(info.st_mode))
			add(in, path, false);
		else
			add_told(in, path, "skipped", "is no regular file; skipped");
	} else {
		leave_out(in->left_out, path);
	}
}

static void
walk(struct inputs *in, const char *path, const struct folder *parent,
    const struct stat *info)
{
	const struct folder here = {parent, *info, parent ? parent->depth + 1 : 0};
	char **names;
	size_t count;
	if (here.depth == DEEPEST_FOLDER) {
		add_told(in, path, "limit",
		    "folders are nested too deep here; its files are not read");
		return;
	}
	if (!list_folder(path, &names, &count)) {
		add_told(in, path, "unreadable", strerror(errno));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		char *child = join(path, names[i]);
		add_entry(in, child, &here);
		free(child);
	}
	free_names(names, count);
}

/* what is neither there nor looks like a path may be meant as a command; where one is
 * near, nothing else is done */
static void
add_missing(struct inputs *in, const char *operand, bool may_be_command)
{
	struct buffer reason = {0}, advice = {0};
	may_be_command = may_be_command && errno == ENOENT && !strpbrk(operand, "/.");
	buffer_reason(&reason, operand);
	if (may_be_command)
		command_advise(&advice, COMMAND_HELP, operand);
	if (advice.length)
		die(STATUS_USAGE, "'%s' is neither a command nor a file%.*s", operand,
		    (int)advice.length, advice.text);
	if (!operand[0])
		buffer_say(&reason,
		    "; the name is empty, as a variable of the shell is that is not set");
	else if (may_be_command)
		buffer_say(&reason, ", nor is it a command (see rtok --help)");
	free(advice.text);
	buffer_add(&reason, "", 1);
	add_told(in, operand, "unreadable", reason.text);
	free(reason.text);
}

/* whether anything behind a position is read, or is told to be unreadable */
static bool
leads_somewhere(const struct inputs *in, size_t from)
{
	for (; from < in->count; from++) {
		const char *code = in->items[from].code;
		if (!code || strcmp(code, "skipped") != 0)
			return true;
	}
	return false;
}

static void
add_empty(struct inputs *in, const char *operand)
{
	struct buffer reason = {0};
	buffer_say(&reason, "nothing to check: no ");
	inputs_patterns(&reason, " or ");
	buffer_say(&reason, " file in this folder");
	buffer_add(&reason, "", 1);
	add_told(in, operand, "empty", reason.text);
	free(reason.text);
}

static void
add_operand(struct inputs *in, const char *operand, bool may_be_command, bool tell)
{
	struct left_out left_out = {.others = 0};
	struct stat info;
	size_t before = in->count;
	if (strcmp(operand, "-") == 0) {
		add(in, "<stdin>", true);
	} else if (stat(operand, &info) != 0) {
		add_missing(in, operand, may_be_command);
	} else if (!S_ISDIR(info.st_mode)) {
		add(in, operand, false);
	} else {
		in->left_out = &left_out;
		walk(in, operand, NULL, &info);
		if (tell)
			tell_left_out(&left_out, operand);
		if (!leads_somewhere(in, before))
			add_empty(in, operand);
	}
}

void
inputs_find(struct inputs *in, const struct options *o)
{
	*in = (struct inputs){0};
	if (o->operand_count == 0)
		add(in, "<stdin>", true);
	for (size_t i = 0; i < o->operand_count; i++)
		add_operand(
		    in, o->operands[i], o->command == COMMAND_NONE && i == 0, o->verbose);
	in->left_out = NULL;
}

void
inputs_free(struct inputs *in)
{
	for (size_t i = 0; i < in->count; i++) {
		free(in->items[i].name);
		free(in->items[i].reason);
	}
	free(in->items);
}

bool
inputs_have(const struct inputs *in, const struct stat *file)
{
	struct stat info;
	for (size_t i = 0; i < in->count; i++) {
		const struct input *item = &in->items[i];
		int failed =
		    item->is_stdin ? fstat(STDIN_FILENO, &info) : stat(item->name, &info);
		if (!failed && input_is_same(&info, file))
			return true;
	}
	return false;
}

const char input_mark_skipped[] =
    "a byte order mark at the start is skipped; JSON has none";

/* it counts for nothing (RFC 8259 section 8.1) */
size_t
input_mark(const char *text, size_t length)
{
	static const char mark[] = "\xef\xbb\xbf";
	return length >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
}

int
input_open(const struct input *in)
{
	return in->is_stdin ? STDIN_FILENO : open(in->name, O_RDONLY | O_CLOEXEC);
}
