#!/bin/sh
# sign.sh FILE: signs a program for Windows in place, or does nothing where there is no certificate.
#
#   LIASSE_CERTIFICATE     the PKCS#12 file; without it nothing is signed
#   LIASSE_CERTIFICATE_PASSWORD_FILE  a file with its password
#   LIASSE_TIMESTAMP       the address of an RFC 3161 time-stamping server; without one the signature ends with the certificate
set -eu
[ -n "${LIASSE_CERTIFICATE:-}" ] || exit 0
set -- "$1" "$1.signed"
osslsigncode sign -pkcs12 "$LIASSE_CERTIFICATE" -readpass "${LIASSE_CERTIFICATE_PASSWORD_FILE:?le fichier du mot de passe}" \
    -h sha256 -n Liasse ${LIASSE_TIMESTAMP:+-ts "$LIASSE_TIMESTAMP"} -in "$1" -out "$2"
mv "$2" "$1"
