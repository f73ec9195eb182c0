#!/bin/sh
# Keys for tests/test_token.c, made anew for each build: RSA keys take too long to be made
# under valgrind. What is named after a file is not to be trusted with anything.
set -e
umask 077
mkdir -p "$1"
cd "$1"
for name in rsa other; do
	openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out $name.pem
done
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out weak.pem
openssl genpkey -quiet -algorithm ED25519 -out ed25519.pem
for curve in P-256 P-384 P-521 secp256k1; do
	openssl genpkey -quiet -algorithm EC -pkeyopt "ec_paramgen_curve:$curve" -out $curve.pem
done
for name in rsa weak ed25519 P-256 P-384 secp256k1; do
	openssl pkey -in $name.pem -pubout -out $name-public.pem
done
openssl rsa -in rsa.pem -RSAPublicKey_out -out rsa-pkcs1.pem 2>errors
openssl req -x509 -key rsa.pem -subj /CN=token.example -days 1 -out rsa-certificate.pem
openssl rsa -in rsa.pem -traditional -out rsa-private-pkcs1.pem 2>errors
openssl pkcs8 -topk8 -in rsa.pem -v2 aes256 -passout pass:secret -out rsa-encrypted.pem
openssl rsa -in rsa.pem -traditional -aes128 -passout pass:secret \
	-out rsa-encrypted-pkcs1.pem 2>errors
# a public key that claims to be encrypted
{
	head -n 1 rsa-public.pem
	printf 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00000000000000000000000000000000\n\n'
	tail -n +2 rsa-public.pem
} >rsa-public-encrypted.pem
# a private key behind a public one, whole and cut
for name in rsa-public rsa-certificate; do
	cat $name.pem rsa.pem >$name-private.pem
done
{
	cat rsa-public.pem
	head -n 5 rsa-encrypted.pem
} >rsa-public-private-cut.pem
cat rsa-certificate.pem rsa-public.pem >rsa-certificate-public.pem
head -n 5 rsa-public.pem >rsa-cut.pem
rm -f errors
