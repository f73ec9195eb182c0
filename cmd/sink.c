/* The way out: no byte is lost without a word (exit status 5). */
#include "sink.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum {
	MUCH = 1 << 16,
	DEFAULT_WIDTH = 80,
	LEAST_WIDTH = 20,
	MOST_WIDTH = 1000, /* whatever COLUMNS says */
};

void
sink_open(struct sink *o, int fd, const char *name)
{
	*o = (struct sink){.fd = fd, .name = name, .terminal = isatty(fd)};
}

void
sink_flush(struct sink *o)
{
	size_t done = 0;
	if (o->terminal && o->text.length)
		passing_end();
	while (done < o->text.length && !o->failed) {
		ssize_t written =
		    write(o->fd, o->text.text + done, o->text.length - done);
		if (written >= 0) {
			done += (size_t)written;
		} else if (!is_to_retry(o->fd, POLLOUT)) {
			o->failed = true;
			if (errno != EPIPE)
				warn("%s:", o->name);
		}
	}
	o->text.length = 0;
}

void
sink_spill(struct sink *o)
{
	if (o->text.length >= MUCH)
		sink_flush(o);
}

enum status
sink_print(struct buffer *text)
{
	struct sink out;
	sink_open(&out, STDOUT_FILENO, "standard output");
	out.text = *text;
	sink_flush(&out);
	free(out.text.text);
	return out.failed ? STATUS_OUTPUT : STATUS_GOOD;
}

size_t
sink_width(const struct sink *o)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	size_t width = columns ? strtoul(columns, NULL, 10) : 0;
	if (width == 0 && ioctl(o->fd, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (width == 0)
		return DEFAULT_WIDTH;
	if (width < LEAST_WIDTH)
		return LEAST_WIDTH;
	return width < MOST_WIDTH ? width : MOST_WIDTH;
}
