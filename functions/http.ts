import { handle, type LambdaContext } from 'hono/aws-lambda';
import { createApi } from './api/app.ts';
import { cloudServices } from './cloud-services.ts';
import { type GatewayEvent, readableEvent } from './gateway-event.ts';

const answer = handle(createApi(cloudServices()));

/** The Lambda function behind API Gateway (payload format 2.0). Clients are made once per container. */
export const handler = (event: GatewayEvent, context?: LambdaContext): ReturnType<typeof answer<GatewayEvent>> =>
  answer(readableEvent(event), context);
