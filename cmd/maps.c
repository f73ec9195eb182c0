/*
 * Where --map says that references lead: URIs as files. Nothing else is ever opened.
 */
#include "maps.h"

#include "percent.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* RFC 3986 section 3.1 */
static bool
is_absolute(const char *uri)
{
	return uri[strcspn(uri, ":/?#")] == ':';
}

/*
 * Adds a part of a URI as a path, its percent-encoding undone; false when it names what
 * no file can be called.
 */
static bool
add_decoded(struct buffer *path, const char *uri)
{
	for (const char *end = uri + strlen(uri); uri < end;) {
		int encoded = percent_byte(uri, end);
		char byte = encoded < 0 ? *uri : (char)encoded;
		if (encoded == '/' || encoded == '\0')
			return false;
		buffer_add(path, &byte, 1);
		uri += encoded < 0 ? 1 : 3;
	}
	return true;
}

/* a path below a folder, of which no part leads up again */
static bool
stays_below(const char *path)
{
	for (const char *at = path; *at; at += strcspn(at, "/"), at += *at == '/') {
		if (strncmp(at, "..", 2) == 0 && (at[2] == '/' || at[2] == '\0'))
			return false;
	}
	return true;
}

/*
 * --map URI=PATH: the document itself, or with a folder all that begins with the URI, up
 * to where a part of it ends; the empty one begins what is relative to nothing.
 */
static bool
begins(const struct map_choice *map, const char *uri)
{
	size_t length = map->uri_length;
	if (strncmp(uri, map->uri, length) != 0)
		return false;
	if (length == 0)
		return !is_absolute(uri) && *uri != '#';
	return !uri[length] || uri[length] == '/' || strchr("/:", uri[length - 1]);
}

static bool
is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static char *
path_by(const struct map_choice *map, const char *uri)
{
	struct buffer path = {0};
	const char *rest = uri + map->uri_length;
	if (!begins(map, uri))
		return NULL;
	bool folder = is_folder(map->path);
	rest += folder && *rest == '/';
	if (folder == !*rest)
		return NULL;
	buffer_say(&path, map->path);
	if (folder)
		buffer_say(&path, "/");
	size_t below = path.length;
	bool good = add_decoded(&path, rest);
	buffer_add(&path, "", 1);
	if (good && stays_below(path.text + below))
		return path.text;
	free(path.text);
	return NULL;
}

char *
map_path(const struct options *o, const char *uri)
{
	char *path = NULL;
	for (size_t i = 0; i < o->map_count && !path; i++)
		path = path_by(&o->maps[i], uri);
	return path;
}

/* a file comes first, whatever it is called; a URI has but visible ASCII (RFC 3986) */
bool
map_is_uri(const char *path)
{
	struct stat info;
	size_t i = 0;
	while (path[i] > ' ' && path[i] <= '~')
		i++;
	return !path[i] && is_absolute(path) && stat(path, &info) != 0;
}

/* ---- advice ---- */

/* Adds that what a reference was led to is no folder; false where that is not so. */
static bool
add_misled(struct buffer *b, const struct options *o, const char *missed)
{
	for (size_t i = 0; i < o->map_count; i++) {
		const char *argument = o->maps[i].uri, *path = o->maps[i].path;
		if (!begins(&o->maps[i], missed) || is_folder(path))
			continue;
		buffer_say(b, "; --map ");
		buffer_safe(b, argument, strlen(argument));
		buffer_say(b, " begins it, but ");
		buffer_safe(b, path, strlen(path));
		buffer_say(b, " is no folder");
		return true;
	}
	return false;
}

void
map_advise(
    struct buffer *b, const struct options *o, const char *missed, const char *schema)
{
	static const char component[] = "#/components/";
	const char *slash = strrchr(schema, '/');
	struct buffer map = {0};
	if ((*missed == '#' && strncmp(missed, component, sizeof component - 1) != 0) ||
	    add_misled(b, o, missed))
		return;
	buffer_say(&map, missed);
	buffer_say(&map, "=");
	size_t before = map.length;
	if (slash && *missed != '/')
		buffer_add(&map, schema, (size_t)(slash - schema) + 1);
	if (is_absolute(missed) || strpbrk(missed, "#?") || !add_decoded(&map, missed)) {
		map.length = before;
		buffer_say(&map, "PATH");
	}
	buffer_add(&map, "", 1);
	buffer_say(b, "; references open no files by themselves: --map ");
	buffer_word(b, map.text);
	buffer_say(b, " says where this one leads");
	free(map.text);
}
