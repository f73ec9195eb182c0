/*
 * A key in PEM (RFC 7468), by the label of its first block. PEM_read_bio() only takes a
 * block apart: what is encrypted is never decrypted, so that nobody is ever asked for a
 * pass phrase.
 */
#include "public_key.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

static const char CODE[] = "token-key";

struct block {
	char *label, *header;
	unsigned char *bytes;
	long length;
};

static void
block_free(struct block *b)
{
	OPENSSL_free(b->label);
	OPENSSL_free(b->header);
	OPENSSL_free(b->bytes);
	*b = (struct block){0};
}

/* the first one; parameters that stand before a key are told where nothing follows */
static bool
block_read(struct block *b, BIO *bio)
{
	struct block next = {0};
	do {
		if (PEM_read_bio(
			bio, &next.label, &next.header, &next.bytes, &next.length) != 1)
			break;
		block_free(b);
		*b = next;
	} while (strcmp(b->label, "EC PARAMETERS") == 0);
	return b->label;
}

/* ---- what is in a block ---- */

/* PKCS #1 (RFC 8017 appendix A.1.1) */
static EVP_PKEY *
decode_rsa(EVP_PKEY **unused, const unsigned char **at, long length)
{
	return d2i_PublicKey(EVP_PKEY_RSA, unused, at, length);
}

/* the key in it; whether anybody vouches for the certificate is not asked */
static EVP_PKEY *
decode_certificate(EVP_PKEY **unused, const unsigned char **at, long length)
{
	X509 *certificate = d2i_X509(NULL, at, length);
	EVP_PKEY *pkey = certificate ? X509_get_pubkey(certificate) : NULL;
	(void)unused;
	X509_free(certificate);
	return pkey;
}

static const struct reader {
	const char *label;
	EVP_PKEY *(*decode)(EVP_PKEY **, const unsigned char **, long);
} readers[] = {
    {"PUBLIC KEY", d2i_PUBKEY},
    {"RSA PUBLIC KEY", decode_rsa},
    {"CERTIFICATE", decode_certificate},
    {"X509 CERTIFICATE", decode_certificate},
};

/* or NULL, also where something stands behind it */
static EVP_PKEY *
decode(const struct reader *reader, const struct block *block)
{
	const unsigned char *at = block->bytes;
	EVP_PKEY *pkey = reader->decode(NULL, &at, block->length);
	if (pkey && at == block->bytes + block->length)
		return pkey;
	EVP_PKEY_free(pkey);
	return NULL;
}

static bool
take_block(struct key *k, const struct block *block, struct refusal *r)
{
	const char *label = block->label;
	if (block->header[0])
		return refuse(r, CODE,
		    "expected a public key as it is, got an encrypted block; there is "
		    "nothing secret in a public key");
	for (size_t i = 0; i < COUNT(readers); i++) {
		if (strcmp(label, readers[i].label) == 0)
			return key_take(k, decode(&readers[i], block), r);
	}
	struct buffer *b = refusal_begin(
	    r, CODE, "expected PUBLIC KEY, RSA PUBLIC KEY or CERTIFICATE, got ");
	buffer_safe(b, label, strlen(label));
	return false;
}

/* ---- labels ---- */

static bool
begins(const struct word *text, const char *begin)
{
	return text->length >= strlen(begin) &&
	    memcmp(text->text, begin, strlen(begin)) == 0;
}

static bool
ends(const struct word *text, const char *end)
{
	size_t length = strlen(end);
	return text->length >= length &&
	    memcmp(text->text + text->length - length, end, length) == 0;
}

static void
skip(struct word *text, size_t length)
{
	text->text += length;
	text->length -= length;
}

/* moves behind the next one, of a block that may be damaged; false where there is none */
static bool
next_label(struct word *rest, struct word *label)
{
	static const char begin[] = "-----BEGIN ";
	while (rest->length && !begins(rest, begin))
		skip(rest, 1);
	if (!rest->length)
		return false;
	skip(rest, sizeof begin - 1);
	*label = (struct word){rest->text, 0};
	while (rest->length && rest->text[0] != '\n' && !begins(rest, "-----"))
		skip(rest, 1);
	label->length = (size_t)(rest->text - label->text);
	return true;
}

bool
pem_begins_in(const char *text, size_t length)
{
	struct word rest = {text, length}, label;
	return next_label(&rest, &label);
}

/* wherever it stands: the file of a public key is for everybody */
static bool
refuse_private(const char *text, size_t length, struct refusal *r)
{
	struct word rest = {text, length}, label;
	while (next_label(&rest, &label)) {
		if (!ends(&label, "PRIVATE KEY"))
			continue;
		bool of_ssh = begins(&label, "OPENSSH");
		struct buffer *b = refusal_begin(r, CODE,
		    "expected a public key, got a private one, which nobody else should "
		    "have; ");
		buffer_format(b, "%s writes the public one",
		    of_ssh ? "ssh-keygen -e -m PKCS8 -f FILE"
			   : "openssl pkey -in FILE -pubout");
		return false;
	}
	return true;
}

/* ---- what is no PEM ---- */

static const char SSH[] =
    "expected PEM, got a key of SSH; ssh-keygen -e -m PKCS8 -f FILE writes PEM";

/* a key in another form, by what it begins with, and what makes PEM of it */
static const struct {
	const char *begin;
	const char *advice;
} forms[] = {
    {"ssh-", SSH},
    {"ecdsa-sha2-", SSH},
    {"---- BEGIN SSH2", SSH},
    {"-----BEGIN PGP",
	"expected PEM, got a key of OpenPGP, by which no token is signed; ask the issuer of "
	"the token for its key"},
    {"{", "expected PEM, got JSON; --jwks reads key sets"},
};

static bool
refuse_form(const char *text, size_t length, struct refusal *r)
{
	const struct word all = {text, length};
	for (size_t i = 0; i < COUNT(forms); i++) {
		if (begins(&all, forms[i].begin))
			return refuse(r, CODE, forms[i].advice);
	}
	/* DER begins with a SEQUENCE, and in each there is a NUL */
	if (begins(&all, "\x30") && memchr(text, '\0', length))
		return refuse(r, CODE,
		    "expected PEM, got DER; openssl pkey -pubin -inform DER -in FILE "
		    "writes PEM, and openssl x509 -inform DER -in FILE that of a "
		    "certificate");
	if (pem_begins_in(text, length))
		return refuse(r, CODE,
		    "the PEM in it is broken: -----BEGIN, the base64 and -----END have "
		    "lines of their own, whole and without blanks before them");
	return refuse(r, CODE,
	    "there is no PEM in it (-----BEGIN PUBLIC KEY-----); --jwks reads key sets");
}

bool
pem_find(struct key *k, const char *text, size_t length, struct refusal *r)
{
	struct block block = {0};
	bool good;
	*k = (struct key){0};
	if (length > PEM_MOST)
		return refuse(r, CODE, "the key has more than 65536 bytes");
	if (!refuse_private(text, length, r))
		return false;
	BIO *bio = BIO_new_mem_buf(text, (int)length);
	if (bio && block_read(&block, bio))
		good = take_block(k, &block, r);
	else
		good = refuse_form(text, length, r);
	block_free(&block);
	BIO_free(bio);
	ERR_clear_error();
	return good;
}
