/*
 * Writes refresh-token responses as JSON lines, always the same ones for the same seed:
 *   generate COUNT [SEED [faults]]
 * They are about 950 bytes long, as those of a browser session are. With faults each has
 * three: a number as its user, a month that is none, and a word that is no boolean.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state;
static int faulty;

/* splitmix64 */
static uint64_t
draw(uint64_t below)
{
	uint64_t z = (state += UINT64_C(0x9e3779b97f4a7c15));
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31)) % below;
}

static void
hex(const char *name, const char *before, int digits)
{
	printf("\"%s\":\"%s", name, before);
	for (int i = 0; i < digits; i++)
		putchar("0123456789abcdef"[draw(16)]);
	fputs("\",", stdout);
}

static void
date(const char *name, unsigned year)
{
	printf("\"%s\":\"%u-%02u-%02uT%02u:%02u:%02u.%03uZ\",", name,
	    year + (unsigned)draw(2), 1 + (unsigned)draw(12), 1 + (unsigned)draw(28),
	    (unsigned)draw(24), (unsigned)draw(60), (unsigned)draw(60),
	    (unsigned)draw(1000));
}

static void
device(const char *when)
{
	printf(
	    "\"%s_ip\":\"%u.%u.%u.%u\",\"%s_asn\":\"%u\",\"%s_user_agent\":\"Mozilla/5.0 "
	    "(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
	    "Chrome/%u.0.0.0 Safari/537.36\"",
	    when, (unsigned)draw(256), (unsigned)draw(256), (unsigned)draw(256),
	    (unsigned)draw(256), when, 1000 + (unsigned)draw(64000), when,
	    90 + (unsigned)draw(50));
}

static void
response(void)
{
	putchar('{');
	hex("id", "rt_", 24);
	if (faulty)
		fputs("\"user_id\":65,", stdout);
	else
		hex("user_id", "auth0|", 24);
	date("created_at", 2024);
	date("idle_expires_at", 2026);
	if (draw(10))
		date("expires_at", 2027);
	else
		fputs("\"expires_at\":null,", stdout);
	fputs("\"device\":{", stdout);
	device("initial");
	putchar(',');
	device("last");
	fputs("},", stdout);
	hex("client_id", "", 32);
	if (draw(5))
		hex("session_id", "sess_", 20);
	else
		fputs("\"session_id\":null,", stdout);
	printf("\"rotating\":%s,\"resource_servers\":[",
	    faulty        ? "\"yes\""
		: draw(2) ? "true"
			  : "false");
	for (uint64_t i = draw(2);; i--) {
		printf("{\"audience\":\"https://api%u.example.com/\",\"scopes\":\"openid "
		       "profile "
		       "email offline_access\"}",
		    (unsigned)draw(100));
		if (i == 0)
			break;
		putchar(',');
	}
	fputs("],\"refresh_token_metadata\":{\"plan\":\"pro\",", stdout);
	hex("note", "", 16);
	fputs("\"tier\":\"gold\"},", stdout);
	printf("\"last_exchanged_at\":\"2026-%02u-01T00:00:00.000Z\"}\n",
	    1 + (unsigned)draw(12) + (faulty ? 12U : 0));
}

int
main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 10) : 1;
	state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	faulty = argc > 3;
	for (long i = 0; i < count; i++)
		response();
	return fflush(stdout) == 0 ? 0 : 1;
}
