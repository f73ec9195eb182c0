/* The reader once more, as it is on processors without the widest vectors. */
#define jschema_document_read narrow_read
#define jschema_document_new narrow_new
#define jschema_document_free narrow_free
#define read_value narrow_value

#include "../lib/document.c"
#include "../lib/read.c"
