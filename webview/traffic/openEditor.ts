import { type TrafficContext } from './trafficContext';

/** Opens the page's document in another editor. */
export const openEditor =
  ({ client, act }: TrafficContext, editor: 'openWizard' | 'openAsText') =>
  (): void => {
    act(async () => {
      await client[editor]({});
      return '';
    });
  };
