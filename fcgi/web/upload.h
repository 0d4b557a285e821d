/* upload: streams the file of a multipart POST from the request into the route's sink, in pieces of BODY_CHUNK. */
#ifndef CCER_WEB_UPLOAD_H
#define CCER_WEB_UPLOAD_H

#include "web/body.h"

/* Call once the request has been let in and its fields are right. On OK either r->upload->ctx holds what the closed sink
 * keeps, or no file came (size 0), or it was too large. On an error nothing is kept. */
enum err upload_stream(struct req *r, struct body *b);
/* The request came to nothing after all: removes what the sink wrote. */
void upload_abandon(struct req *r);

#endif
