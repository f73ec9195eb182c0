// Keys and ID tokens by node:crypto, into the folder that is named: for each algorithm
// ALG.jwt, ALG.pem with the public key, and forged-ALG.jwt, of which the last claim was
// another one when it was signed; and jwks.json with all keys.
'use strict';
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const folder = process.argv[2];
const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

// RFC 7518 sections 3.3 to 3.5
function howToSign(alg, key) {
	const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING } = crypto.constants;
	return {
		RS: { key, padding: RSA_PKCS1_PADDING },
		PS: { key, padding: RSA_PKCS1_PSS_PADDING, saltLength: Number(alg.slice(2)) / 8 },
		ES: { key, dsaEncoding: 'ieee-p1363' },
	}[alg.slice(0, 2)];
}

function write(name, text) {
	fs.writeFileSync(path.join(folder, name), text);
}

const keys = [];
const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
for (const family of ['RS', 'PS', 'ES']) {
	for (const bits of [256, 384, 512]) {
		const alg = family + bits;
		const pair = curves[alg]
			? crypto.generateKeyPairSync('ec', { namedCurve: curves[alg] })
			: rsa;
		const claims = {
			iss: 'https://tenant.eu.auth0.com/',
			sub: 'auth0|65f2b1c09d3e4a7b8c1d2e3f',
			aud: 'qH7vWn2sKd9XbLmTzR4yPc6JgF1eUa8o',
			iat: 1794240237,
			exp: 1794276237,
			sid: 'sess_Jd83kQmPz01xYw',
		};
		const header = part({ alg, typ: 'JWT', kid: alg });
		const text = `${header}.${part(claims)}`;
		const signature = crypto.sign(`sha${bits}`, Buffer.from(text), howToSign(alg, pair.privateKey))
			.toString('base64url');
		write(`${alg}.jwt`, `${text}.${signature}\n`);
		write(`forged-${alg}.jwt`, `${header}.${part({ ...claims, sid: 'sess_other' })}.${signature}\n`);
		write(`${alg}.pem`, pair.publicKey.export({ type: 'spki', format: 'pem' }));
		keys.push({ ...pair.publicKey.export({ format: 'jwk' }), kid: alg, alg, use: 'sig' });
	}
}
write('jwks.json', JSON.stringify({ keys }));
