// The package brings no types; these are the parts that the simulators use.
declare module "oidc-provider" {
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

  type Context = {
    body: unknown;
    oidc?: {
      route?: string;
      client: { clientId: string };
      session: { accountId: string };
      provider: Provider;
    };
  };
  type Interaction = { uid: string; prompt: { name: string }; params: Record<string, unknown> };
  type Result = {
    login?: { accountId: string; acr?: string; remember?: boolean };
    error?: string;
    error_description?: string;
  };

  class Grant {
    constructor(o: { clientId: string; accountId: string });
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    readonly Grant: typeof Grant;
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    on(event: string, listener: (context: unknown, error: Error) => void): void;
    callback(): RequestListener;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Result): Promise<void>;
  }
  export type { Context };
}
