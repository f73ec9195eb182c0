/* The reader once more, with the loops of scan.h that every machine has. */
#define JSCHEMA_PORTABLE
#define jschema_document_read portable_read
#define jschema_document_new portable_new
#define jschema_document_free portable_free
#define read_value portable_value

#include "../lib/document.c"
#include "../lib/read.c"
