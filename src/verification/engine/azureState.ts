import { isConnected } from '../../kernel/knowledge/connectionStates';
import type { StateInAzure } from './expectations';

export const isDisconnectedInAzure = (azure: StateInAzure | undefined): boolean =>
  azure !== undefined && isConnected(azure.status) === false;
