/* QR codes (ISO/IEC 18004) by libqrencode, as the path of an SVG. */
#ifndef ANNUAIRE_VIEW_QR_H
#define ANNUAIRE_VIEW_QR_H

/* The dark modules of text's code as an SVG path, one unit a module, the quiet zone of 4 around it included in *size. Owned by ctx. Text that is too long ends the process. */
const char *qr_path(void *ctx, const char *text, int *size);

#endif
