import { type TrafficContext } from './trafficContext';

export const openEditor =
  ({ client, act }: TrafficContext, editor: 'openWizard' | 'openAsText') =>
  (): void => {
    act(async () => {
      await client[editor]({});
      return '';
    });
  };
