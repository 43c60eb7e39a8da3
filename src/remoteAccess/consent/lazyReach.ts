import type { Reach, RemoteTarget } from '../../kernel/ports';
import type { MachineReach } from './reach';

/** What the commands need besides `Reach`. */
export interface MachineWayCommands {
  chooseWay(target: RemoteTarget): Promise<void>;
  forgetWay(target: RemoteTarget): Promise<boolean>;
}

/** The ways to machines, made when something is first asked of them. */
export class LazyReach implements Reach, MachineWayCommands {
  private made: Promise<MachineReach> | undefined;

  constructor(private readonly make: () => Promise<MachineReach>) {}

  open: Reach['open'] = async (...args) => (await this.reach()).open(...args);

  async chooseWay(target: RemoteTarget): Promise<void> {
    await (await this.reach()).chooseWay(target);
  }

  async forgetWay(target: RemoteTarget): Promise<boolean> {
    return (await this.reach()).forgetWay(target);
  }

  dispose(): void {
    void this.made?.then((reach) => {
      reach.dispose();
    });
  }

  private reach(): Promise<MachineReach> {
    this.made ??= this.make();
    return this.made;
  }
}
