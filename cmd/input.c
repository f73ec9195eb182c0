/* From operands to inputs: stdin, files, and folders, which are walked in order of name.
 */
#include "input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST_FOLDER = 64 }; /* of the recursion */

static bool
ends_with(const char *name, const char *suffix)
{
	size_t length = strlen(name), tail = strlen(suffix);
	return length > tail && strcmp(name + length - tail, suffix) == 0;
}

static bool
has_lines(const char *name)
{
	return ends_with(name, ".jsonl") || ends_with(name, ".ndjson");
}

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

/* the entries of a folder that are not hidden, sorted; false after a message */
static bool
list_folder(const char *path, char ***names, size_t *count)
{
	DIR *folder = opendir(path);
	size_t capacity = 0;
	*names = NULL;
	*count = 0;
	if (!folder) {
		warn("%s:", path);
		return false;
	}
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
	bool failed = errno != 0;
	if (failed)
		warn("%s:", path);
	closedir(folder);
	if (failed) {
		free_names(*names, *count);
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
		if (inside->info.st_dev == info->st_dev &&
		    inside->info.st_ino == info->st_ino)
			return true;
	}
	return false;
}

static enum status walk(
    struct inputs *, const char *path, const struct folder *parent, const struct stat *);

static enum status
add_entry(struct inputs *in, const char *path, const struct folder *folder)
{
	struct stat info;
	bool known = stat(path, &info) == 0; /* else opening it says why not */
	if (known && S_ISDIR(info.st_mode)) {
		if (!leads_back(folder, &info))
			return walk(in, path, folder, &info);
		warn("%s: leads back to a folder around it; skipped", path);
	} else if (ends_with(path, ".json") || has_lines(path)) {
		/* a pipe may wait for ever, and nobody has named it */
		if (!known || S_ISREG(info.st_mode))
			add(in, path, false);
		else
			warn("%s: is no regular file; skipped", path);
	}
	return STATUS_GOOD;
}

static enum status
walk(struct inputs *in, const char *path, const struct folder *parent,
    const struct stat *info)
{
	const struct folder here = {parent, *info, parent ? parent->depth + 1 : 0};
	enum status status = STATUS_GOOD;
	char **names;
	size_t count;
	if (here.depth == DEEPEST_FOLDER) {
		warn(
		    "%s: folders inside each other deeper than %d", path, DEEPEST_FOLDER);
		return STATUS_INPUT;
	}
	if (!list_folder(path, &names, &count))
		return STATUS_INPUT;
	for (size_t i = 0; i < count; i++) {
		char *child = join(path, names[i]);
		if (add_entry(in, child, &here) != STATUS_GOOD)
			status = STATUS_INPUT;
		free(child);
	}
	free_names(names, count);
	return status;
}

/* what is neither there nor looks like a path may be meant as a command */
static void
warn_missing(const char *operand, bool may_be_command)
{
	if (may_be_command && errno == ENOENT && operand[0] && !strpbrk(operand, "/."))
		warn("%s: %s, nor is it a command (see rtok --help)", operand,
		    strerror(errno));
	else
		warn("%s:", operand);
}

static enum status
add_operand(struct inputs *in, const char *operand, bool may_be_command)
{
	struct stat info;
	size_t before = in->count;
	if (strcmp(operand, "-") == 0) {
		add(in, "<stdin>", true);
		return STATUS_GOOD;
	}
	if (stat(operand, &info) != 0) {
		warn_missing(operand, may_be_command);
		in->lost++;
		return STATUS_INPUT;
	}
	if (!S_ISDIR(info.st_mode)) {
		add(in, operand, false);
		return STATUS_GOOD;
	}
	enum status status = walk(in, operand, NULL, &info);
	if (in->count == before && status == STATUS_GOOD) {
		warn("%s: no *.json, *.jsonl or *.ndjson file in this folder", operand);
		return STATUS_INPUT;
	}
	return status;
}

enum status
inputs_find(struct inputs *in, char *const *operands, size_t count, bool without_command)
{
	enum status status = STATUS_GOOD;
	*in = (struct inputs){0};
	if (count == 0)
		add(in, "<stdin>", true);
	for (size_t i = 0; i < count; i++) {
		bool may_be_command = without_command && i == 0;
		if (add_operand(in, operands[i], may_be_command) != STATUS_GOOD)
			status = STATUS_INPUT;
	}
	return status;
}

void
inputs_free(struct inputs *in)
{
	for (size_t i = 0; i < in->count; i++)
		free(in->items[i].name);
	free(in->items);
}

int
input_open(const struct input *in)
{
	if (in->is_stdin)
		return STDIN_FILENO;
	int fd = open(in->name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		warn("%s:", in->name);
	return fd;
}
