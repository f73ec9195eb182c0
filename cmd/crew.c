/*
 * Where documents stand on lines, the input is cut at line ends into blocks, and threads
 * look through them ahead of the stream. In the order of the input, each block is then
 * closed: what was printed of it goes out, and the stream goes over the stretches that
 * were left as it would have without threads. So everything that is told is told in one
 * way and at its place.
 *
 * The thread that reads and closes is one of them, and looks through a block itself where
 * it would wait: one thread more than there are processors would make another one wait.
 */
#include "crew.h"

#include "block.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef CREW_BLOCK /* the tests have small ones */
#define CREW_BLOCK (1 << 19)
#endif

enum {
	LONGEST_LINE = 2 * CREW_BLOCK, /* what is longer is left to the stream */
	PAUSE = 64 * CREW_BLOCK,       /* where looking ahead was in vain */
	LANES_A_THREAD = 2,            /* so that none waits for its lane to be closed */
	USUAL_THREADS = 8,             /* at most, where no number is given */
	STACK = 1 << 23,               /* for schemas that recurse */
};

/* where a block is looked through */
struct lane {
	enum lane_state { LANE_FREE, LANE_FULL, LANE_TAKEN, LANE_DONE } state;
	struct block block;
};

struct worker {
	struct crew *crew;
	pthread_t thread;
	struct reader reader;
};

struct crew {
	struct run *run;
	const struct printer *printer;
	pthread_mutex_t mutex; /* of the states of lanes, of `used` and `ended` */
	pthread_cond_t full;   /* a lane is: workers wait for that */
	pthread_cond_t done;   /* a worker has one done: the crew's own thread does */
	bool ended;
	struct worker *workers;
	size_t worker_count, most_workers; /* that run, and that may */
	struct reader reader;              /* of the crew's own thread */
	struct lane *lanes;
	size_t lane_count;
	size_t first, used;   /* the lanes in use, in the order of the input */
	struct block closing; /* the one that the stream goes over */
	struct buffer rest;   /* read, and in no lane yet: it begins a line */
	bool at_end;          /* of the input, which the rest is the end of */
	bool rests;           /* what is not in a lane is the stream's */
	size_t until;         /* so many bytes have been read */
};

/* ---- threads and lanes ---- */

/* the first that is full becomes the caller's; the mutex is */
static struct lane *
take_lane(struct crew *c)
{
	for (size_t i = 0; i < c->used; i++) {
		struct lane *l = &c->lanes[(c->first + i) % c->lane_count];
		if (l->state == LANE_FULL) {
			l->state = LANE_TAKEN;
			return l;
		}
	}
	return NULL;
}

/* one lane, and meanwhile the mutex is free; false: none is full */
static bool
look_through_lane(struct crew *c, struct reader *reader)
{
	struct lane *l = take_lane(c);
	if (!l)
		return false;
	pthread_mutex_unlock(&c->mutex);
	block_look_through(&l->block, reader);
	pthread_mutex_lock(&c->mutex);
	l->state = LANE_DONE;
	return true;
}

static void *
work(void *worker)
{
	struct worker *w = worker;
	struct crew *c = w->crew;
	pthread_mutex_lock(&c->mutex);
	while (!c->ended) {
		if (look_through_lane(c, &w->reader))
			pthread_cond_signal(&c->done);
		else
			pthread_cond_wait(&c->full, &c->mutex);
	}
	pthread_mutex_unlock(&c->mutex);
	return NULL;
}

/*
 * The lane that was filled first, once it is done, to which the caller's thread
 * contributes; NULL: none is in use.
 */
static struct lane *
wait_for_oldest(struct crew *c)
{
	if (c->used == 0)
		return NULL;
	struct lane *l = &c->lanes[c->first];
	pthread_mutex_lock(&c->mutex);
	while (l->state != LANE_DONE) {
		if (!look_through_lane(c, &c->reader))
			pthread_cond_wait(&c->done, &c->mutex);
	}
	pthread_mutex_unlock(&c->mutex);
	return l;
}

/* the next one is the oldest */
static void
drop_oldest(struct crew *c)
{
	c->lanes[c->first].state = LANE_FREE;
	c->first = (c->first + 1) % c->lane_count;
	c->used--;
}

static void
drop_lane(struct crew *c)
{
	pthread_mutex_lock(&c->mutex);
	drop_oldest(c);
	pthread_mutex_unlock(&c->mutex);
}

static void
put_lane(struct crew *c, struct lane *l)
{
	pthread_mutex_lock(&c->mutex);
	l->state = LANE_FULL;
	c->used++;
	pthread_cond_signal(&c->full);
	pthread_mutex_unlock(&c->mutex);
}

/* false where there can be no more of them */
static bool
add_worker(struct crew *c)
{
	pthread_attr_t attributes;
	struct worker *w = &c->workers[c->worker_count];
	w->crew = c;
	if (!reader_open(&w->reader, c->run, c->printer))
		die_of_memory();
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK);
	bool works = pthread_create(&w->thread, &attributes, work, w) == 0;
	pthread_attr_destroy(&attributes);
	if (works)
		c->worker_count++;
	else
		reader_close(&w->reader);
	return works;
}

/* ---- blocks in ---- */

/* of the rest; 0: the first line has not ended yet */
static size_t
whole_lines(const struct crew *c)
{
	size_t length = c->rest.length;
	while (length && c->rest.text[length - 1] != '\n')
		length--;
	return length;
}

/* one read more into the rest; false: what there is shall do */
static bool
read_on(struct crew *c)
{
	struct stream *s = &c->run->stream;
	size_t length = c->rest.length;
	if (c->at_end || length > LONGEST_LINE ||
	    (length >= CREW_BLOCK && whole_lines(c)))
		return false;
	/* what could be closed or looked through in the time does not wait */
	if (!stream_is_ready(s, 0) && (c->used || (length && whole_lines(c))))
		return false;
	c->rests = !stream_fill(s, &c->rest, CREW_BLOCK);
	/* the stream itself has not come so far */
	c->at_end = s->at_end;
	s->at_end = false;
	return !c->rests;
}

/*
 * A block of whole lines in a lane, whose buffer takes over the last line, where that has
 * not ended; the last line of the input may lack its end.
 */
static bool
fill_lane(struct crew *c)
{
	if (c->used == c->lane_count || c->rests)
		return false;
	while (read_on(c))
		;
	size_t length = c->at_end ? c->rest.length : whole_lines(c);
	if (length == 0) {
		c->rests = c->rests || c->at_end || c->rest.length > LONGEST_LINE;
		return false;
	}
	struct lane *l = &c->lanes[(c->first + c->used) % c->lane_count];
	struct buffer last = l->block.text;
	last.length = 0;
	buffer_add(&last, c->rest.text + length, c->rest.length - length);
	c->rest.length = length;
	l->block.text = c->rest;
	c->rest = last;
	put_lane(c, l);
	if (c->used > c->worker_count + 1 && c->worker_count < c->most_workers)
		add_worker(c);
	return true;
}

static void
fill_lanes(struct crew *c)
{
	while (fill_lane(c))
		;
}

/* for a value that goes on in the next lane, or in the rest: both are the stream's then
 */
static bool
read_ahead(void *crew, struct buffer *b)
{
	struct crew *c = crew;
	fill_lanes(c);
	const struct lane *l = wait_for_oldest(c);
	size_t before = b->length;
	if (l) {
		buffer_add(b, l->block.text.text, l->block.text.length);
		drop_lane(c);
	} else {
		buffer_add(b, c->rest.text, c->rest.length);
		c->rest.length = 0;
	}
	return b->length > before;
}

/* ---- results out ---- */

/* what was good between two stretches; run_conclude() counts all else */
static void
take_good(struct crew *c, const struct stretch *from, const struct stretch *to)
{
	struct run *run = c->run;
	size_t good = to->good - from->good;
	if (good) /* to which nothing belongs that was before */
		run->stream.loose.length = 0;
	run->number += good;
	run->tally.valid += good;
	run->stream.values += good;
	if (to->printed > from->printed)
		buffer_add(&run->outputs.out.text,
		    c->closing.printed.text + from->printed, to->printed - from->printed);
	sink_spill(&run->outputs.out);
}

/* the oldest lane leaves the others, which are filled while the stream goes over it */
static void
take_out(struct crew *c, struct lane *oldest)
{
	struct block before = c->closing;
	stream_lend(&c->run->stream, &oldest->block.text);
	pthread_mutex_lock(&c->mutex);
	c->closing = oldest->block;
	oldest->block = before;
	drop_oldest(c);
	pthread_mutex_unlock(&c->mutex);
}

/* false: the end */
static bool
close_block(struct crew *c, bool (*step)(void *), void *context)
{
	struct run *run = c->run;
	struct stream *s = &run->stream;
	const struct block *b = &c->closing;
	const struct stretch end = {
	    s->buffer.length, s->buffer.length, b->good, b->printed.length};
	struct stretch last = {0, 0, 0, 0};
	for (size_t i = 0; i < b->stretch_count; i++) {
		take_good(c, &last, &b->stretches[i]);
		last = b->stretches[i];
		stream_go_over(s, last.start, last.end);
		while (stream_pending(s)) {
			if (!step(context))
				return false;
		}
	}
	take_good(c, &last, &end);
	for (size_t i = 0; i < code_count; i++)
		tally_tell(&run->tally, &codes[i], HINT, b->hints[i]);
	/* it may have gone on into the next one */
	if (last.end < end.end)
		stream_go_over(s, end.end, end.end);
	stream_pass(s, b->stretch_count ? 0 : b->lines);
	return !s->ended && !run->outputs.out.failed;
}

/* ---- the crew ---- */

/* how many may run */
static size_t
thread_count(const struct options *o)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	if (o->threads)
		return o->threads;
	return processors < 1            ? 1
	    : processors > USUAL_THREADS ? USUAL_THREADS
					 : (size_t)processors;
}

struct crew *
crew_new(struct run *run, const struct printer *printer)
{
	const struct options *o = run->options;
	if (o->threads == 1 || run->guest || o->at_count || o->expect_invalid ||
	    printer->drafts || printer->show || run->outputs.tells_documents)
		return NULL;
	struct crew *c = xmalloc(sizeof *c);
	*c = (struct crew){.run = run, .printer = printer};
	pthread_mutex_init(&c->mutex, NULL);
	pthread_cond_init(&c->full, NULL);
	pthread_cond_init(&c->done, NULL);
	return c;
}

void
crew_free(struct crew *c)
{
	if (!c)
		return;
	pthread_mutex_lock(&c->mutex);
	c->ended = true;
	pthread_cond_broadcast(&c->full);
	pthread_mutex_unlock(&c->mutex);
	for (size_t i = 0; i < c->worker_count; i++) {
		pthread_join(c->workers[i].thread, NULL);
		reader_close(&c->workers[i].reader);
	}
	for (size_t i = 0; i < c->lane_count; i++)
		block_free(&c->lanes[i].block);
	block_free(&c->closing);
	reader_close(&c->reader);
	pthread_mutex_destroy(&c->mutex);
	pthread_cond_destroy(&c->full);
	pthread_cond_destroy(&c->done);
	free(c->workers);
	free(c->lanes);
	free(c->rest.text);
	free(c);
}

bool
crew_fits(const struct crew *c, const struct stream *s)
{
	/* where lines were guessed, even an object may be a part of what was at fault */
	if (c && c->run->options->redact && s->guessed)
		return false;
	return c && c->used == 0 && c->rest.length == 0 && s->lines && s->values &&
	    !s->at_end && !s->ended && !s->skip_line && s->read >= CREW_BLOCK &&
	    s->read >= c->until && stream_at_line_end(s);
}

/* the first worker and all lanes, once there is enough to read; false: they are not to be
 */
static bool
gather(struct crew *c)
{
	size_t threads = thread_count(c->run->options);
	if (threads < 2)
		return false;
	c->most_workers = threads - 1;
	c->workers = xrealloc(c->workers, c->most_workers, sizeof *c->workers);
	c->lane_count = threads * LANES_A_THREAD;
	c->lanes = xrealloc(c->lanes, c->lane_count, sizeof *c->lanes);
	memset(c->lanes, 0, c->lane_count * sizeof *c->lanes);
	if (!c->reader.document && !reader_open(&c->reader, c->run, c->printer))
		die_of_memory();
	return add_worker(c);
}

void
crew_process(struct crew *c, bool (*step)(void *context), void *context)
{
	struct stream *s = &c->run->stream;
	if (c->worker_count == 0 && !gather(c)) {
		c->until = SIZE_MAX;
		return;
	}
	c->rest.length = 0;
	stream_give(s, &c->rest);
	c->at_end = c->rests = false;
	s->read_ahead = read_ahead;
	s->ahead = c;
	bool goes_on = true, in_vain = false;
	while (goes_on && !in_vain) {
		fill_lanes(c);
		struct lane *l = wait_for_oldest(c);
		if (!l)
			break;
		in_vain = block_is_left(&l->block);
		take_out(c, l);
		goes_on = close_block(c, step, context);
	}
	/* what is still in lanes and in the rest is read from there */
	c->rests = true;
	c->until = in_vain ? s->read + PAUSE : s->read;
}

void
crew_begin(struct crew *c)
{
	if (!c)
		return;
	c->until = 0;
	while (wait_for_oldest(c))
		drop_lane(c);
	c->rest.length = 0;
}
