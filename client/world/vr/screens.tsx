import { useThree } from '@react-three/fiber';
import { useXR } from '@react-three/xr';
import { Topic } from '../../../shared/queue.ts';
import { useDeskLabel } from '../../net/use-plan.ts';
import { useSignedIn } from '../../net/use-signed-in.ts';
import { useTicket } from '../../queue/use-ticket.ts';
import { setLanguage } from '../../ui/i18n.ts';
import { senseQuestions, senseTexts } from '../../ui/sense-questions.ts';
import { changeSenses, useSenses } from '../../ui/senses.ts';
import { calibrateRise, riseOf } from '../../xr/comfort.ts';
import { beginJourney } from '../../xr/journey.ts';
import { EYE_HEIGHT_METRES, headingToYaw } from '../../xr/locomotion.ts';
import { comfortQuestions } from '../comfort-questions.ts';
import { comfortTexts } from '../comfort-texts.ts';
import { namedSpots } from '../spots.ts';
import { changeComfort, useComfort } from '../use-comfort.ts';
import { PAY } from './accounts/account-docs.ts';
import { CANCEL, ENTER, TAKE, ticketDoc } from './feature-docs.ts';
import { helpDoc, LEAVE, MEASURE, menuDoc, placesDoc, type Screen, settingsDoc } from './menu-docs.ts';
import { type ScreenProps, Surface } from './Surface.tsx';
import { SIGN_IN } from './sign-in-docs.ts';
import { vrTexts } from './vr-texts.ts';

export function MenuScreen(props: ScreenProps) {
  const session = useXR((state) => state.session);
  const doc = menuDoc(props, vrTexts[props.language], props.texts);
  const press = (id: string) => {
    if (id === LEAVE) void session?.end();
    else if (id === PAY) props.goOnPaying();
    else props.go(id as Screen);
  };
  return <Surface doc={doc} screen={props} onPress={press} />;
}

export function TicketScreen(props: ScreenProps) {
  const { plan, language, phone, lookOut, go } = props;
  const signedIn = useSignedIn('customer');
  const state = useTicket(plan.id);
  const deskLabel = useDeskLabel(plan.id)(state.ticket?.deskId ?? '', language);
  const doc = ticketDoc({ ...state, signedIn, phone: phone.state, lookOut, deskLabel }, language);
  const press = (id: string) => {
    if (id === SIGN_IN) phone.start();
    else if (id === CANCEL) state.cancel();
    else if (id === ENTER) go('talk');
    else if (id.startsWith(TAKE)) state.take(Topic.parse(id.slice(TAKE.length)));
  };
  return <Surface doc={doc} screen={props} onPress={press} />;
}

export function PlacesScreen(props: ScreenProps) {
  const { plan, language, walker, go } = props;
  const texts = comfortTexts[language];
  const spots = namedSpots(plan, language, texts.spots);
  const press = (id: string) => {
    const spot = spots.find((one) => one.id === id);
    if (!spot) return;
    beginJourney(walker.journey, plan, walker.head, { ...spot, yaw: headingToYaw(spot.heading) });
    go(null);
  };
  return <Surface doc={placesDoc(spots, vrTexts[language], texts)} screen={props} onPress={press} />;
}

export function SettingsScreen(props: ScreenProps) {
  const { language, walker } = props;
  const comfort = useComfort();
  const senses = useSenses();
  const texts = comfortTexts[language];
  const get = useThree((state) => state.get);
  const press = (id: string) => {
    if (id === 'language-en' || id === 'language-ru') return setLanguage(id === 'language-en' ? 'en' : 'ru');
    if (id === MEASURE) {
      const eyes = get().camera.matrixWorld.elements[13] - riseOf(comfort, walker.journey.seat !== null);
      return changeComfort({ riseMetres: calibrateRise(eyes, EYE_HEIGHT_METRES) });
    }
    const options = comfortQuestions(comfort, texts).flatMap((question) => question.options);
    const option = options.find((one) => one.id === id);
    if (option) return changeComfort(option.change);
    const heard = senseQuestions(senses, senseTexts[language]).flatMap((question) => question.options);
    changeSenses(heard.find((one) => one.id === id)?.change ?? {});
  };
  const doc = settingsDoc(comfort, senses, language, vrTexts[language], texts);
  return <Surface doc={doc} screen={props} onPress={press} />;
}

export function HelpScreen(props: ScreenProps) {
  return (
    <Surface doc={helpDoc(vrTexts[props.language], props.texts, props.language)} screen={props} onPress={() => {}} />
  );
}
