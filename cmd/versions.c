/* What --version prints. */
#include "versions.h"

#include "builtin.h"
#include "jschema.h"
#include "table.h"

void
versions_say(struct buffer *text)
{
	char libraries[128];
	jschema_libraries(libraries, sizeof libraries);
	buffer_format(text,
	    "rtok %s\nlibjschema %s, with %s\nbuilt-in schemas %s\njansson %s\n"
	    "libsmartcols %s\n",
	    JSCHEMA_VERSION, jschema_version(), libraries, builtin_revision(),
	    jansson_version_str(), table_version());
}
