/* Which version this is, and of what it stands on. */
#include "format.h"
#include "pattern.h"

#include <stdio.h>

const char *
jschema_version(void)
{
	return JSCHEMA_VERSION;
}

size_t
jschema_libraries(char *buffer, size_t size)
{
	char engine[64];
	pattern_engine(engine);
	return (size_t)snprintf(
	    buffer, size, "PCRE2 %s, libidn2 %s", engine, format_idn_version());
}
