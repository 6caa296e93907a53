/* QR codes. */
#include <qrencode.h>
#include <stdlib.h>

#include "base/buf.h"
#include "view/qr.h"

enum { QUIET = 4 };

const char *
qr_path(void *ctx, const char *text, int *size)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct buf b = buf_in(ctx);

	if (code == NULL)
		abort();
	*size = code->width + 2 * QUIET;
	for (int y = 0; y < code->width; y++) {
		for (int x = 0, run; x < code->width; x += run) {
			const unsigned char *module = code->data + y * code->width + x;

			for (run = 1; x + run < code->width && (module[run] & 1) == (module[0] & 1); run++)
				;
			if ((module[0] & 1) != 0)
				buf_printf(&b, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, run, run);
		}
	}
	QRcode_free(code);
	return buf_text(&b);
}
