import { z } from 'zod';
import type { ConsentRow } from '../bank-tables.ts';
import type { Dialect } from './dialects.ts';
import type { OrderStatus, Product } from './order-tables.ts';
import { parseBody } from './parse-body.ts';
import { type KeptOrder, Risk } from './payment-order.ts';
import { PRODUCTS } from './payment-products.ts';

/** One product's messages in one dialect: read to what is kept, and written from it. */
export interface OrderMessages {
  /** Both refuse a body that is not right, with the path of the first field that is wrong. */
  readConsent(body: string): KeptOrder;
  readOrder(body: string): { readonly consentId: string; readonly order: KeptOrder };
  consent(consent: ConsentRow): { readonly Data: object; readonly Risk: object };
  order(order: ShownOrder): { readonly Data: object };
}

export interface ShownOrder {
  readonly id: string;
  readonly consent_id: string;
  readonly status: OrderStatus;
  readonly body: string;
  readonly created_at: Date;
  readonly changed_at: Date;
}

export function createOrderMessages(dialect: Dialect, product: Product): OrderMessages {
  const { orderId, saysPermission } = PRODUCTS[product];
  const { schema: Initiation, keep, show } = dialect.initiations[product];
  const permission = saysPermission ? { Permission: z.literal('Create') } : {};
  const ConsentBody = z.strictObject({ Data: z.strictObject({ ...permission, Initiation }), Risk });
  const OrderBody = z.strictObject({
    Data: z.strictObject({ ConsentId: z.string().min(1).max(128), Initiation }),
    Risk,
  });

  /** From the text that was signed, for a schema trims what it lets through. */
  function kept(body: string): { readonly consentId: string; readonly order: KeptOrder } {
    const { Data, Risk: risk } = JSON.parse(body);
    return { consentId: Data.ConsentId, order: { Data: { Initiation: keep(Data.Initiation as never) }, Risk: risk } };
  }

  return {
    readConsent(body) {
      parseBody(ConsentBody, body);
      return kept(body).order;
    },
    readOrder(body) {
      parseBody(OrderBody, body);
      return kept(body);
    },
    consent(consent) {
      const { Data, Risk: risk } = JSON.parse(consent.body) as KeptOrder;
      return {
        Data: {
          ConsentId: consent.id,
          CreationDateTime: consent.created_at.toISOString(),
          Status: dialect.consentStatus.payment[consent.status],
          StatusUpdateDateTime: consent.changed_at.toISOString(),
          ...(saysPermission && { Permission: 'Create' }),
          Initiation: show(Data.Initiation as never),
        },
        Risk: risk,
      };
    },
    order(order) {
      return {
        Data: {
          [orderId]: order.id,
          ConsentId: order.consent_id,
          CreationDateTime: order.created_at.toISOString(),
          Status: dialect.orderStatus[product][order.status],
          StatusUpdateDateTime: order.changed_at.toISOString(),
          Initiation: show((JSON.parse(order.body) as KeptOrder).Data.Initiation as never),
        },
      };
    },
  };
}
