/*
 * Tokens for tests, signed by OpenSSL and never by libjwt, with the keys of keys.sh.
 */
#ifndef TEST_SIGNER_H
#define TEST_SIGNER_H

#include "encode.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* the caller frees it */
static inline char *
base64url(const unsigned char *bytes, size_t length)
{
	struct buffer text = {0};
	encode(&text, bytes, length);
	buffer_add(&text, "", 1);
	return text.text;
}

/* "HEADER.PAYLOAD" of two JSON texts; the caller frees it */
static inline char *
unsigned_token(const char *header, const char *payload)
{
	struct buffer text = {0};
	encode(&text, header, strlen(header));
	buffer_say(&text, ".");
	encode(&text, payload, strlen(payload));
	buffer_add(&text, "", 1);
	return text.text;
}

static inline EVP_PKEY *
private_key(const char *name)
{
	char path[256];
	snprintf(path, sizeof path, KEYS "/%s.pem", name);
	FILE *file = fopen(path, "r");
	EVP_PKEY *key = file ? PEM_read_PrivateKey(file, NULL, NULL, NULL) : NULL;
	if (file)
		fclose(file);
	return key;
}

/* from DER to two numbers of a fixed length (RFC 7518 section 3.4) */
static inline void
to_raw(unsigned char *signature, size_t *length, int half)
{
	const unsigned char *at = signature;
	ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &at, (long)*length);
	BN_bn2binpad(ECDSA_SIG_get0_r(pair), signature, half);
	BN_bn2binpad(ECDSA_SIG_get0_s(pair), signature + half, half);
	*length = 2 * (size_t)half;
	ECDSA_SIG_free(pair);
}

static inline char *
sign_anew(const char *alg, const char *key, const char *header, const char *payload)
{
	unsigned char signature[1024];
	char digest[8], *token = unsigned_token(header, payload);
	size_t length = sizeof signature, bits = strtoul(alg + 2, NULL, 10);
	EVP_PKEY *pkey = private_key(key);
	EVP_PKEY_CTX *parameters;
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	snprintf(digest, sizeof digest, "SHA%zu", bits);
	EVP_DigestSignInit_ex(context, &parameters, digest, NULL, NULL, pkey, NULL);
	if (alg[0] == 'P') {
		EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
		EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST);
	}
	EVP_DigestSign(
	    context, signature, &length, (unsigned char *)token, strlen(token));
	if (alg[0] == 'E')
		to_raw(signature, &length, (EVP_PKEY_get_bits(pkey) + 7) / 8);
	char *encoded = base64url(signature, length);
	token = realloc(token, strlen(token) + strlen(encoded) + 2);
	strcat(strcat(token, "."), encoded);
	free(encoded);
	EVP_MD_CTX_free(context);
	EVP_PKEY_free(pkey);
	return token;
}

/*
 * A token, signed as an algorithm of RFC 7518 does, whatever its header says; the caller
 * frees it. Signatures are slow under valgrind, so that those of late are kept.
 */
static inline char *
sign(const char *alg, const char *key, const char *header, const char *payload)
{
	static struct {
		char *unsigned_token, *by, *token;
	} kept[16];
	static size_t next;
	char by[64], *text = unsigned_token(header, payload);
	snprintf(by, sizeof by, "%s %s", alg, key);
	for (size_t i = 0; i < 16; i++) {
		if (kept[i].token && strcmp(kept[i].by, by) == 0 &&
		    strcmp(kept[i].unsigned_token, text) == 0) {
			free(text);
			return strdup(kept[i].token);
		}
	}
	size_t at = next++ % 16;
	free(kept[at].unsigned_token);
	free(kept[at].by);
	free(kept[at].token);
	kept[at].unsigned_token = text;
	kept[at].by = strdup(by);
	kept[at].token = sign_anew(alg, key, header, payload);
	return strdup(kept[at].token);
}

static inline void
add_number(char *text, EVP_PKEY *key, const char *parameter, const char *name, int bytes)
{
	unsigned char number[1024];
	BIGNUM *bn = NULL;
	EVP_PKEY_get_bn_param(key, parameter, &bn);
	int length = bytes ? BN_bn2binpad(bn, number, bytes) : BN_bn2bin(bn, number);
	char *encoded = base64url(number, (size_t)length);
	sprintf(text + strlen(text), ",\"%s\":\"%s\"", name, encoded);
	free(encoded);
	BN_free(bn);
}

/* the members of a public JWK, without braces; the caller frees it */
static inline char *
jwk_members(const char *name)
{
	char *text = malloc(4096);
	EVP_PKEY *key = private_key(name);
	int half = (EVP_PKEY_get_bits(key) + 7) / 8;
	if (EVP_PKEY_is_a(key, "RSA")) {
		strcpy(text, "\"kty\":\"RSA\"");
		add_number(text, key, OSSL_PKEY_PARAM_RSA_N, "n", 0);
		add_number(text, key, OSSL_PKEY_PARAM_RSA_E, "e", 0);
	} else {
		sprintf(text, "\"kty\":\"EC\",\"crv\":\"%s\"", name);
		add_number(text, key, OSSL_PKEY_PARAM_EC_PUB_X, "x", half);
		add_number(text, key, OSSL_PKEY_PARAM_EC_PUB_Y, "y", half);
	}
	EVP_PKEY_free(key);
	return text;
}

#endif
