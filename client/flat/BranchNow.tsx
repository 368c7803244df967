import type { BranchPlan } from '../../shared/branch.ts';
import { personName } from '../avatars/person-name.ts';
import { type PersonView, useBranch } from '../net/branch-store.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { worldTexts } from '../world/world-texts.ts';
import { flatBranchTexts } from './flat-branch-texts.ts';

/** What one would see on the board and in the hall: which desk serves which number, how many wait, and who is here. */
export function BranchNow({ plan }: { readonly plan: BranchPlan }) {
  const texts = useTexts(flatBranchTexts);
  const world = useTexts(worldTexts);
  const status = useBranch((view) => view.status);
  const waiting = useBranch((view) => view.waiting);
  if (status === 'connecting') return <Skeleton lines={3} />;
  if (status !== 'connected' && status !== 'reconnecting') return null;
  return (
    <section className="card flat-now" aria-labelledby="now-heading">
      <h2 id="now-heading">{texts.now}</h2>
      <div className="flat-now-columns">
        <div>
          <h3>{world.nowServing}</h3>
          <Desks plan={plan} />
          <p>{world.waiting(waiting)}</p>
        </div>
        <People />
      </div>
    </section>
  );
}

function Desks({ plan }: { readonly plan: BranchPlan }) {
  const world = useTexts(worldTexts);
  const texts = useTexts(flatBranchTexts);
  const language = useLanguage();
  const desks = useBranch((view) => view.desks);
  if (desks.length === 0) return <p className="muted">{world.noDesks}</p>;
  return (
    <table className="flat-desks">
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{texts.desk}</th>
          <th scope="col">{texts.serves}</th>
        </tr>
      </thead>
      <tbody>
        {desks.map(({ deskId, ticketNumber }) => (
          <tr key={deskId}>
            <th scope="row">{plan.desks.find(({ id }) => id === deskId)?.label[language] ?? ''}</th>
            <td className="digits">{ticketNumber || world.freeDesk}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Pseudonyms and roles, as over the heads in the hall: nobody has another name here. */
function People() {
  const texts = useTexts(flatBranchTexts);
  const world = useTexts(worldTexts);
  const people = useBranch((view) => view.people);
  const ownId = useBranch((view) => view.avatarId);
  const role = (person: PersonView) => (person.role in world.roles ? world.roles[person.role as never] : '');
  return (
    <div>
      <h3>{world.here(people.size)}</h3>
      {people.size === 0 ? (
        <p className="muted">{texts.nobody}</p>
      ) : (
        <ul className="flat-people">
          {[...people.values()].map((person) => (
            <li key={person.avatarId}>
              {personName(person.pseudonym, world.birds)} <span className="muted">{role(person)}</span>
              {person.avatarId === ownId && ` (${texts.you})`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
