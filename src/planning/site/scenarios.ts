import data from './data/scenarios.json';

/** Uses of connected servers; each may need its own hosts. English; shown with `translated`. */
export const scenarioTitles = data.titles;

export type Scenario = keyof typeof scenarioTitles;

export const scenarios = (Object.keys(scenarioTitles) as Scenario[]).map((id) => ({ id, title: scenarioTitles[id] }));
